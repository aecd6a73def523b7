/**
 * @generated SignedSource<<c882806d48ebde493df72357fbb5dca3>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type ItemOutcome = "ABSENT" | "CREATED" | "DELETED" | "EXISTS" | "FAILED" | "PENDING" | "UNKNOWN" | "%future added value";
export type ListType = "BLACKLIST" | "WHITELIST" | "%future added value";
export type DeleteListEntriesInput = {
  clientMutationId?: string | null | undefined;
  enterpriseProjectId?: string | null | undefined;
  firewallId?: string | null | undefined;
  listIds: ReadonlyArray<string>;
  listType: ListType;
  objectId: string;
};
export type relayBlocklistLiftMutation$variables = {
  input: DeleteListEntriesInput;
};
export type relayBlocklistLiftMutation$data = {
  readonly deleteListEntries: {
    readonly results: ReadonlyArray<{
      readonly deletedId: string;
      readonly message: string | null | undefined;
      readonly outcome: ItemOutcome;
    }>;
  } | null | undefined;
};
export type relayBlocklistLiftMutation = {
  response: relayBlocklistLiftMutation$data;
  variables: relayBlocklistLiftMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "outcome",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "message",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "deletedId",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "relayBlocklistLiftMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "DeleteListEntriesPayload",
        "kind": "LinkedField",
        "name": "deleteListEntries",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "DeleteListEntryResult",
            "kind": "LinkedField",
            "name": "results",
            "plural": true,
            "selections": [
              (v2/*:: as any*/),
              (v3/*:: as any*/),
              (v4/*:: as any*/)
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
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "relayBlocklistLiftMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "DeleteListEntriesPayload",
        "kind": "LinkedField",
        "name": "deleteListEntries",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "concreteType": "DeleteListEntryResult",
            "kind": "LinkedField",
            "name": "results",
            "plural": true,
            "selections": [
              (v2/*:: as any*/),
              (v3/*:: as any*/),
              (v4/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "filters": null,
                "handle": "deleteRecord",
                "key": "",
                "kind": "ScalarHandle",
                "name": "deletedId"
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
    "cacheID": "b4725622e6e5094cce21368bae89f2c7",
    "id": null,
    "metadata": {},
    "name": "relayBlocklistLiftMutation",
    "operationKind": "mutation",
    "text": "mutation relayBlocklistLiftMutation(\n  $input: DeleteListEntriesInput!\n) {\n  deleteListEntries(input: $input) {\n    results {\n      outcome\n      message\n      deletedId\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "c9bc12ee3fcc75f06cc3cc40925ee9cd";

export default node;
