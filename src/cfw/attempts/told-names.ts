/** What a read of CFW may be told to have met: codes and dates that no document foresees, by their fields on the wire. */
interface OddFields {
  readonly codes: readonly string[];
  readonly dates: readonly string[];
}

/** The reads of CFW that observers hear of, by the names of their operations, and what may be odd in their rows. */
export const TOLD_READS: Readonly<Record<string, OddFields>> = {
  ListFirewallList: {
    codes: ['status', 'ha_type', 'charge_mode', 'engine_type', 'flavor.version'],
    dates: [],
  },
  ListFirewallDetail: { codes: ['protect_objects.type'], dates: [] },
  ListCaptureTask: {
    codes: ['status', 'protocol', 'source_address_type', 'dest_address_type'],
    dates: ['created_date', 'modified_date'],
  },
  ListCaptureResult: { codes: [], dates: ['expires'] },
  ListBlackWhiteLists: {
    codes: ['direction', 'address_type', 'protocol'],
    dates: ['created_date', 'modified_date'],
  },
  ListAddressSets: { codes: ['address_type', 'address_set_type'], dates: [] },
  ListAddressItems: { codes: ['address_type'], dates: [] },
  ShowConfigQuota: { codes: [], dates: [] },
};

/** The writes of CFW that observers hear of. */
export const TOLD_WRITES: readonly string[] = [
  'CreateCaptureTask',
  'CancelCaptureTask',
  'DeleteCaptureTask',
  'AddBlackWhiteList',
  'BatchCreateBlackWhiteList',
  'UpdateBlackWhiteList',
  'DeleteBlackWhiteList',
  'BatchDeleteBlackWhiteLists',
];
