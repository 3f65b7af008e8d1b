import { type Instance, instanceOf } from "../flake/instance.ts";
import { argumentsOf } from "../instances/arguments.ts";
import type { Inventory } from "../instances/inventory.ts";
import { isMachine } from "../instances/module-hosts.ts";
import type { Site, Use } from "../instances/site.ts";
import { hostsOf } from "../instances/site-hosts.ts";
import { describeTree } from "../instances/source.ts";
import { instancesMarkdown, type Told } from "./instance-markdown.ts";
import { instancesOf, isKeyedBySystem } from "./names/instances.ts";
import { type NameNode, nameOf } from "./names/nodes.ts";
import { slotsAt } from "./names/slots.ts";
import { specialArguments } from "./names/special-arguments.ts";

/** What there is to know of the instances that a node names, as Markdown; undefined if it names none. */
export function instanceHover(inventory: Inventory, path: string, node: NameNode): string | undefined {
	const values = slotsAt(inventory.evaluation, path, node).map(({ thunk }) => thunk.force());
	const groups = groupBySite(inventory, values.flatMap(instancesOf));
	if (groups.length === 0) return undefined;
	const told = groups.map((group) => tell(inventory, group));
	return instancesMarkdown(nameOf(node) ?? "", told, values.every(isKeyedBySystem));
}

/** Instances that one place of the text makes, or that hosts make for themselves of one source. */
interface Group {
	readonly site: Site | undefined;
	readonly instances: readonly Instance[];
}

function groupBySite({ sites, otherSites }: Inventory, instances: readonly Instance[]): readonly Group[] {
	const groups = new Map<unknown, Instance[]>();
	for (const instance of new Set(instances)) {
		const { spelling, at, source } = instance;
		const key = spelling === "host" || at === undefined ? JSON.stringify([spelling, describeTree(source)]) : at.node;
		groups.set(key, [...(groups.get(key) ?? []), instance]);
	}
	const siteAt = (key: unknown) =>
		sites.find(({ node }) => node === key) ?? otherSites.find(({ node }) => node === key);
	return [...groups].map(([key, instances]) => ({ site: siteAt(key), instances }));
}

/** The evaluation that made an instance. */
function useOf(instance: Instance): readonly Use[] {
	return instance.at === undefined ? [] : [{ environment: instance.at.environment, instance, host: undefined }];
}

function tell(inventory: Inventory, { site, instances }: Group): Told {
	const made = new Set<Instance | undefined>([...instances, ...(site?.uses.map(({ instance }) => instance) ?? [])]);
	const given = inventory.flakes
		.flatMap(({ hosts }) => hosts)
		.filter((host) => {
			const passed = specialArguments(host).flatMap(([, { thunk }]) => instancesOf(thunk.force()));
			return isMachine(host) && [instanceOf(host.pkgs.force()), ...passed].some((each) => each && made.has(each));
		});
	const [first] = instances;
	return {
		inventory,
		site,
		given: site === undefined ? undefined : argumentsOf({ ...site, uses: instances.flatMap(useOf) }),
		spelling: first?.spelling ?? "import",
		source: first === undefined ? undefined : describeTree(first.source),
		hosts: [...new Set([...given, ...(site === undefined ? [] : hostsOf(inventory, site))])],
	};
}
