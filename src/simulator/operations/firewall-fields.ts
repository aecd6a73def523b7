import { marked } from '../access/tenant.ts';
import type { Firewall } from '../rows/firewalls.ts';
import type { Row } from '../rows/row-list.ts';

const GIBIBYTE = 1_073_741_824;

/** The fields that both firewall calls send. `name` is a timestamp; the display name is `fw_instance_name`. */
export function listedFields(firewall: Firewall, mark: string | undefined): Row {
  return {
    fw_instance_id: firewall.id,
    resource_id: firewall.id,
    name: firewall.timestamp,
    fw_instance_name: marked(mark, firewall.displayName),
    enterprise_project_id: firewall.enterpriseProjectId,
    tags: firewall.tags && JSON.stringify(firewall.tags),
    ha_type: firewall.haType,
    charge_mode: firewall.chargeMode,
    service_type: 0,
    engine_type: firewall.engineType,
    flavor: {
      version: firewall.version,
      eip_count: 20,
      vpc_count: 2,
      bandwidth: 10,
      log_storage: GIBIBYTE,
      default_eip_count: 20,
      default_vpc_count: 2,
      default_bandwidth: 10,
      default_log_storage: GIBIBYTE,
    },
    status: firewall.status,
  };
}

/** The fields of GET firewall/exist: those of the list, the protected objects and what the firewall can do. */
export function detailedFields(firewall: Firewall, mark: string | undefined): Row {
  return {
    ...listedFields(firewall, mark),
    protect_objects: firewall.objects,
    // Mixed key styles are the vendor's.
    feature_toggle:
      firewall.supportsCapture === undefined
        ? undefined
        : { isSupportSession: true, is_support_capture: firewall.supportsCapture, long_connect: true },
    is_old_firewall_instance: firewall.objects === undefined,
    is_available_obs: false,
    is_support_threat_tags: false,
    support_ipv6: true,
    support_url_filtering: true,
    resources: [
      {
        resource_id: firewall.id,
        cloud_service_type: 'hws.service.type.cfw',
        resource_type: 'hws.resource.type.cfw',
        resource_spec_code: 'cfw.professional',
        resource_size: 1,
        resource_size_measure_id: 14,
      },
    ],
  };
}
