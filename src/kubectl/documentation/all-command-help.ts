import type { CommandHelp } from './command-help'
import annotateHelp from './commands/annotate.json'
import apiResourcesHelp from './commands/api-resources.json'
import apiVersionsHelp from './commands/api-versions.json'
import applyHelp from './commands/apply.json'
import attachHelp from './commands/attach.json'
import authHelp from './commands/auth.json'
import autoscaleHelp from './commands/autoscale.json'
import certificateHelp from './commands/certificate.json'
import clusterInfoHelp from './commands/cluster-info.json'
import completionHelp from './commands/completion.json'
import configHelp from './commands/config.json'
import cordonHelp from './commands/cordon.json'
import cpHelp from './commands/cp.json'
import createHelp from './commands/create.json'
import debugHelp from './commands/debug.json'
import deleteHelp from './commands/delete.json'
import describeHelp from './commands/describe.json'
import diffHelp from './commands/diff.json'
import drainHelp from './commands/drain.json'
import editHelp from './commands/edit.json'
import eventsHelp from './commands/events.json'
import execHelp from './commands/exec.json'
import explainHelp from './commands/explain.json'
import exposeHelp from './commands/expose.json'
import getHelp from './commands/get.json'
import kubectlHelp from './commands/kubectl.json'
import kubercHelp from './commands/kuberc.json'
import kustomizeHelp from './commands/kustomize.json'
import labelHelp from './commands/label.json'
import logsHelp from './commands/logs.json'
import patchHelp from './commands/patch.json'
import pluginHelp from './commands/plugin.json'
import portForwardHelp from './commands/port-forward.json'
import proxyHelp from './commands/proxy.json'
import replaceHelp from './commands/replace.json'
import rolloutHelp from './commands/rollout.json'
import runHelp from './commands/run.json'
import scaleHelp from './commands/scale.json'
import setHelp from './commands/set.json'
import taintHelp from './commands/taint.json'
import topHelp from './commands/top.json'
import uncordonHelp from './commands/uncordon.json'
import versionHelp from './commands/version.json'
import waitHelp from './commands/wait.json'

/** The help of every command, by its path (`kubectl rollout status`). Heavy: load it apart. */
export const ALL_COMMAND_HELP: Readonly<Record<string, CommandHelp>> = {
  ...annotateHelp,
  ...apiResourcesHelp,
  ...apiVersionsHelp,
  ...applyHelp,
  ...attachHelp,
  ...authHelp,
  ...autoscaleHelp,
  ...certificateHelp,
  ...clusterInfoHelp,
  ...completionHelp,
  ...configHelp,
  ...cordonHelp,
  ...cpHelp,
  ...createHelp,
  ...debugHelp,
  ...deleteHelp,
  ...describeHelp,
  ...diffHelp,
  ...drainHelp,
  ...editHelp,
  ...eventsHelp,
  ...execHelp,
  ...explainHelp,
  ...exposeHelp,
  ...getHelp,
  ...kubectlHelp,
  ...kubercHelp,
  ...kustomizeHelp,
  ...labelHelp,
  ...logsHelp,
  ...patchHelp,
  ...pluginHelp,
  ...portForwardHelp,
  ...proxyHelp,
  ...replaceHelp,
  ...rolloutHelp,
  ...runHelp,
  ...scaleHelp,
  ...setHelp,
  ...taintHelp,
  ...topHelp,
  ...uncordonHelp,
  ...versionHelp,
  ...waitHelp,
}
