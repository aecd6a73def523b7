/**
 * @generated SignedSource<<0b5adf9585902452b36976c32458d9da>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
import type { FragmentRefs } from "relay-runtime";
export type CaptureTaskOrderField = "CAPTURE_SIZE" | "CREATED_DATE" | "DURATION" | "MAX_PACKETS" | "MODIFIED_DATE" | "NAME" | "REMAINING_DAYS" | "STATUS" | "%future added value";
export type CaptureTaskStatus = "ABNORMAL" | "ENDING" | "RUNNING" | "STOPPED" | "SUCCESSFUL" | "UNKNOWN" | "%future added value";
export type OrderDirection = "ASC" | "DESC" | "%future added value";
export type Protocol = "ANY" | "ICMP" | "ICMPV6" | "TCP" | "UDP" | "UNKNOWN" | "%future added value";
export type CaptureTaskFilters = {
  createdDate?: DateTimeRange | null | undefined;
  isDeleted?: boolean | null | undefined;
  matchingAddress?: string | null | undefined;
  protocols?: ReadonlyArray<Protocol> | null | undefined;
  search?: string | null | undefined;
  statuses?: ReadonlyArray<CaptureTaskStatus> | null | undefined;
};
export type DateTimeRange = {
  from?: string | null | undefined;
  until?: string | null | undefined;
};
export type CaptureTaskOrder = {
  direction?: OrderDirection;
  field: CaptureTaskOrderField;
};
export type relayCaptureTasksPageQuery$variables = {
  after?: string | null | undefined;
  before?: string | null | undefined;
  filterBy?: CaptureTaskFilters | null | undefined;
  first?: number | null | undefined;
  id: string;
  last?: number | null | undefined;
  orderBy?: CaptureTaskOrder | null | undefined;
};
export type relayCaptureTasksPageQuery$data = {
  readonly node: {
    readonly " $fragmentSpreads": FragmentRefs<"relayCaptureTasks_firewall">;
  } | null | undefined;
};
export type relayCaptureTasksPageQuery = {
  response: relayCaptureTasksPageQuery$data;
  variables: relayCaptureTasksPageQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "after"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "before"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "filterBy"
},
v3 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "first"
},
v4 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "id"
},
v5 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "last"
},
v6 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "orderBy"
},
v7 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "id"
  }
],
v8 = [
  {
    "kind": "Variable",
    "name": "after",
    "variableName": "after"
  },
  {
    "kind": "Variable",
    "name": "before",
    "variableName": "before"
  },
  {
    "kind": "Variable",
    "name": "filterBy",
    "variableName": "filterBy"
  },
  {
    "kind": "Variable",
    "name": "first",
    "variableName": "first"
  },
  {
    "kind": "Variable",
    "name": "last",
    "variableName": "last"
  },
  {
    "kind": "Variable",
    "name": "orderBy",
    "variableName": "orderBy"
  }
],
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "__typename",
  "storageKey": null
},
v10 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/),
      (v3/*:: as any*/),
      (v4/*:: as any*/),
      (v5/*:: as any*/),
      (v6/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "relayCaptureTasksPageQuery",
    "selections": [
      {
        "alias": null,
        "args": (v7/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          {
            "args": (v8/*:: as any*/),
            "kind": "FragmentSpread",
            "name": "relayCaptureTasks_firewall"
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/),
      (v3/*:: as any*/),
      (v5/*:: as any*/),
      (v6/*:: as any*/),
      (v4/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "relayCaptureTasksPageQuery",
    "selections": [
      {
        "alias": null,
        "args": (v7/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v9/*:: as any*/),
          (v10/*:: as any*/),
          {
            "kind": "InlineFragment",
            "selections": [
              {
                "alias": null,
                "args": (v8/*:: as any*/),
                "concreteType": "CaptureTaskConnection",
                "kind": "LinkedField",
                "name": "captureTasks",
                "plural": false,
                "selections": [
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "totalCount",
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "CaptureTaskEdge",
                    "kind": "LinkedField",
                    "name": "edges",
                    "plural": true,
                    "selections": [
                      {
                        "alias": null,
                        "args": null,
                        "concreteType": "CaptureTask",
                        "kind": "LinkedField",
                        "name": "node",
                        "plural": false,
                        "selections": [
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "taskId",
                            "storageKey": null
                          },
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "name",
                            "storageKey": null
                          },
                          {
                            "alias": null,
                            "args": null,
                            "kind": "ScalarField",
                            "name": "status",
                            "storageKey": null
                          },
                          (v10/*:: as any*/),
                          (v9/*:: as any*/)
                        ],
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "cursor",
                        "storageKey": null
                      }
                    ],
                    "storageKey": null
                  },
                  {
                    "alias": null,
                    "args": null,
                    "concreteType": "PageInfo",
                    "kind": "LinkedField",
                    "name": "pageInfo",
                    "plural": false,
                    "selections": [
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "endCursor",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "hasNextPage",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "hasPreviousPage",
                        "storageKey": null
                      },
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "startCursor",
                        "storageKey": null
                      }
                    ],
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": (v8/*:: as any*/),
                "filters": [
                  "filterBy",
                  "orderBy"
                ],
                "handle": "connection",
                "key": "relayCaptureTasks_captureTasks",
                "kind": "LinkedHandle",
                "name": "captureTasks"
              }
            ],
            "type": "Firewall",
            "abstractKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "088e1e7e7448db3a3ba5184d4f30d766",
    "id": null,
    "metadata": {},
    "name": "relayCaptureTasksPageQuery",
    "operationKind": "query",
    "text": "query relayCaptureTasksPageQuery(\n  $after: String\n  $before: String\n  $filterBy: CaptureTaskFilters\n  $first: Int\n  $last: Int\n  $orderBy: CaptureTaskOrder\n  $id: ID!\n) {\n  node(id: $id) {\n    __typename\n    ...relayCaptureTasks_firewall_T6Xqh\n    id\n  }\n}\n\nfragment relayCaptureTasks_firewall_T6Xqh on Firewall {\n  captureTasks(filterBy: $filterBy, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {\n    totalCount\n    edges {\n      node {\n        taskId\n        name\n        status\n        id\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n      hasPreviousPage\n      startCursor\n    }\n  }\n  id\n}\n"
  }
};
})();

(node as any).hash = "04ead031359fdc980b9880122ee6f5b3";

export default node;
