/**
 * @generated SignedSource<<c73279935bdcc998115a1f11daeb5bbc>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type CaptureTaskStatus = "ABNORMAL" | "ENDING" | "RUNNING" | "STOPPED" | "SUCCESSFUL" | "UNKNOWN" | "%future added value";
export type relayLiveCaptureTasksSubscription$variables = {
  firewallId: string;
  since?: string | null | undefined;
};
export type relayLiveCaptureTasksSubscription$data = {
  readonly captureTaskChanges: {
    readonly added: ReadonlyArray<{
      readonly id: string;
      readonly name: string | null | undefined;
      readonly status: CaptureTaskStatus | null | undefined;
    }>;
    readonly changed: ReadonlyArray<{
      readonly name: string | null | undefined;
      readonly status: CaptureTaskStatus | null | undefined;
    }>;
    readonly removed: ReadonlyArray<string>;
    readonly reset: boolean;
    readonly totalCount: number;
    readonly version: string;
  };
};
export type relayLiveCaptureTasksSubscription = {
  response: relayLiveCaptureTasksSubscription$data;
  variables: relayLiveCaptureTasksSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "firewallId"
  },
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "since"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "firewallId",
    "variableName": "firewallId"
  },
  {
    "kind": "Variable",
    "name": "since",
    "variableName": "since"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "status",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "concreteType": "CaptureTask",
  "kind": "LinkedField",
  "name": "added",
  "plural": true,
  "selections": [
    (v2/*:: as any*/),
    (v3/*:: as any*/),
    (v4/*:: as any*/)
  ],
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "removed",
  "storageKey": null
},
v7 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "totalCount",
  "storageKey": null
},
v8 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "version",
  "storageKey": null
},
v9 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "reset",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "relayLiveCaptureTasksSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "CaptureTaskChanges",
        "kind": "LinkedField",
        "name": "captureTaskChanges",
        "plural": false,
        "selections": [
          (v5/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "CaptureTask",
            "kind": "LinkedField",
            "name": "changed",
            "plural": true,
            "selections": [
              (v3/*:: as any*/),
              (v4/*:: as any*/)
            ],
            "storageKey": null
          },
          (v6/*:: as any*/),
          (v7/*:: as any*/),
          (v8/*:: as any*/),
          (v9/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "relayLiveCaptureTasksSubscription",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "CaptureTaskChanges",
        "kind": "LinkedField",
        "name": "captureTaskChanges",
        "plural": false,
        "selections": [
          (v5/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "CaptureTask",
            "kind": "LinkedField",
            "name": "changed",
            "plural": true,
            "selections": [
              (v3/*:: as any*/),
              (v4/*:: as any*/),
              (v2/*:: as any*/)
            ],
            "storageKey": null
          },
          (v6/*:: as any*/),
          (v7/*:: as any*/),
          (v8/*:: as any*/),
          (v9/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "0bafe530033e8d99e8b68ec3ec4784d5",
    "id": null,
    "metadata": {},
    "name": "relayLiveCaptureTasksSubscription",
    "operationKind": "subscription",
    "text": "subscription relayLiveCaptureTasksSubscription(\n  $firewallId: ID!\n  $since: String\n) {\n  captureTaskChanges(firewallId: $firewallId, since: $since) {\n    added {\n      id\n      name\n      status\n    }\n    changed {\n      name\n      status\n      id\n    }\n    removed\n    totalCount\n    version\n    reset\n  }\n}\n"
  }
};
})();

(node as any).hash = "4bf4cd69e51963ed4b9bc1d58da00304";

export default node;
