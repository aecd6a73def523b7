/**
 * @generated SignedSource<<14ed8dfaec9e22c6a250d3ddce3d1470>>
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
export type relayCaptureTasksQuery$variables = {
  filterBy?: CaptureTaskFilters | null | undefined;
  firewallId: string;
  first?: number | null | undefined;
  last?: number | null | undefined;
  orderBy?: CaptureTaskOrder | null | undefined;
};
export type relayCaptureTasksQuery$data = {
  readonly firewall: {
    readonly " $fragmentSpreads": FragmentRefs<"relayCaptureTasks_firewall">;
  } | null | undefined;
};
export type relayCaptureTasksQuery = {
  response: relayCaptureTasksQuery$data;
  variables: relayCaptureTasksQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "filterBy"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "firewallId"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "first"
},
v3 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "last"
},
v4 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "orderBy"
},
v5 = [
  {
    "kind": "Variable",
    "name": "firewallId",
    "variableName": "firewallId"
  }
],
v6 = [
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
v7 = {
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
      (v4/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "relayCaptureTasksQuery",
    "selections": [
      {
        "alias": null,
        "args": (v5/*:: as any*/),
        "concreteType": "Firewall",
        "kind": "LinkedField",
        "name": "firewall",
        "plural": false,
        "selections": [
          {
            "args": (v6/*:: as any*/),
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
      (v1/*:: as any*/),
      (v0/*:: as any*/),
      (v4/*:: as any*/),
      (v2/*:: as any*/),
      (v3/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "relayCaptureTasksQuery",
    "selections": [
      {
        "alias": null,
        "args": (v5/*:: as any*/),
        "concreteType": "Firewall",
        "kind": "LinkedField",
        "name": "firewall",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": (v6/*:: as any*/),
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
                      (v7/*:: as any*/),
                      {
                        "alias": null,
                        "args": null,
                        "kind": "ScalarField",
                        "name": "__typename",
                        "storageKey": null
                      }
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
            "args": (v6/*:: as any*/),
            "filters": [
              "filterBy",
              "orderBy"
            ],
            "handle": "connection",
            "key": "relayCaptureTasks_captureTasks",
            "kind": "LinkedHandle",
            "name": "captureTasks"
          },
          (v7/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "bce0e45d77f76b05345da148d88c63fe",
    "id": null,
    "metadata": {},
    "name": "relayCaptureTasksQuery",
    "operationKind": "query",
    "text": "query relayCaptureTasksQuery(\n  $firewallId: ID!\n  $filterBy: CaptureTaskFilters\n  $orderBy: CaptureTaskOrder\n  $first: Int\n  $last: Int\n) {\n  firewall(firewallId: $firewallId) {\n    ...relayCaptureTasks_firewall_w4lAq\n    id\n  }\n}\n\nfragment relayCaptureTasks_firewall_w4lAq on Firewall {\n  captureTasks(filterBy: $filterBy, orderBy: $orderBy, first: $first, last: $last) {\n    totalCount\n    edges {\n      node {\n        taskId\n        name\n        status\n        id\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n      hasPreviousPage\n      startCursor\n    }\n  }\n  id\n}\n"
  }
};
})();

(node as any).hash = "352b411f3f1f263954abc871ecf6b9a5";

export default node;
