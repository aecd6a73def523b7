/**
 * @generated SignedSource<<6b22af55738141e4b4304e9973e28a30>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type Direction = "DESTINATION" | "SOURCE" | "UNKNOWN" | "%future added value";
export type ItemOutcome = "ABSENT" | "CREATED" | "DELETED" | "EXISTS" | "FAILED" | "PENDING" | "UNKNOWN" | "%future added value";
export type ListType = "BLACKLIST" | "WHITELIST" | "%future added value";
export type Protocol = "ANY" | "ICMP" | "ICMPV6" | "TCP" | "UDP" | "UNKNOWN" | "%future added value";
export type CreateListEntriesInput = {
  clientMutationId?: string | null | undefined;
  enterpriseProjectId?: string | null | undefined;
  entries: ReadonlyArray<ListEntryInput>;
  firewallId?: string | null | undefined;
  listType: ListType;
  objectId: string;
};
export type ListEntryInput = {
  address: string;
  description?: string | null | undefined;
  direction: Direction;
  port?: string | null | undefined;
  protocol: Protocol;
};
export type relayBlocklistBlockMutation$variables = {
  connections: ReadonlyArray<string>;
  input: CreateListEntriesInput;
};
export type relayBlocklistBlockMutation$data = {
  readonly createListEntries: {
    readonly results: ReadonlyArray<{
      readonly entry: {
        readonly address: string | null | undefined;
        readonly listId: string;
      } | null | undefined;
      readonly message: string | null | undefined;
      readonly outcome: ItemOutcome;
    }>;
  } | null | undefined;
};
export type relayBlocklistBlockMutation = {
  response: relayBlocklistBlockMutation$data;
  variables: relayBlocklistBlockMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "connections"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "input"
},
v2 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "outcome",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "message",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "listId",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "address",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "relayBlocklistBlockMutation",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "CreateListEntriesPayload",
        "kind": "LinkedField",
        "name": "createListEntries",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "CreateListEntryResult",
            "kind": "LinkedField",
            "name": "results",
            "plural": true,
            "selections": [
              (v3/*:: as any*/),
              (v4/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "ListEntry",
                "kind": "LinkedField",
                "name": "entry",
                "plural": false,
                "selections": [
                  (v5/*:: as any*/),
                  (v6/*:: as any*/)
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "relayBlocklistBlockMutation",
    "selections": [
      {
        "alias": null,
        "args": (v2/*:: as any*/),
        "concreteType": "CreateListEntriesPayload",
        "kind": "LinkedField",
        "name": "createListEntries",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "CreateListEntryResult",
            "kind": "LinkedField",
            "name": "results",
            "plural": true,
            "selections": [
              (v3/*:: as any*/),
              (v4/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "concreteType": "ListEntry",
                "kind": "LinkedField",
                "name": "entry",
                "plural": false,
                "selections": [
                  (v5/*:: as any*/),
                  (v6/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "id",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "filters": null,
                "handle": "prependNode",
                "key": "",
                "kind": "LinkedHandle",
                "name": "entry",
                "handleArgs": [
                  {
                    "kind": "Variable",
                    "name": "connections",
                    "variableName": "connections"
                  },
                  {
                    "kind": "Literal",
                    "name": "edgeTypeName",
                    "value": "ListEntryEdge"
                  }
                ]
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "76c5f6075d4b5a04b774907824a5827e",
    "id": null,
    "metadata": {},
    "name": "relayBlocklistBlockMutation",
    "operationKind": "mutation",
    "text": "mutation relayBlocklistBlockMutation(\n  $input: CreateListEntriesInput!\n) {\n  createListEntries(input: $input) {\n    results {\n      outcome\n      message\n      entry {\n        listId\n        address\n        id\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "dc66a56ddc8f6e700177120bcf6304a8";

export default node;
