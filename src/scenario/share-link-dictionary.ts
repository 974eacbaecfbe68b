/**
 * Text that scenarios have in common, so that links stay short. It belongs to version `a` of the links: never change it,
 * a new text needs a new version letter.
 */
export const LINK_DICTIONARY = [
  '"gallery":"","view":{"openFile":"","groupBy":"topology.kubernetes.io/zone","daemonSet":"kube-system/"},"positions":{},"start":{"entries":0,"time":0},',
  'lab image set --crash-after 15s --missing --pull 5s lab kubelet stop lab node power-on lab node power-off worker-',
  'lab node add worker- --labels disktype=ssd --taints dedicated=gpu:NoSchedule lab node set --disk-pressure',
  'kubectl rollout undo daemonset/ kubectl rollout restart kubectl set image daemonset/ kubectl delete pod ',
  'kubectl patch daemonset --type merge -p {\\"spec\\":{\\"updateStrategy\\":{\\"type\\":\\"OnDelete\\"}}}',
  'kubectl label node worker- kubectl taint node worker- kubectl cordon worker- kubectl drain --ignore-daemonsets ',
  'apiVersion: v1\\nkind: ConfigMap\\nkind: Namespace\\nkind: PriorityClass\\nvalue: 1000000\\nkind: Service\\nkind: Deployment\\n  replicas: 3\\n',
  '        livenessProbe:\\n        readinessProbe:\\n          httpGet:\\n            path: /healthz\\n            port: 8080\\n',
  '      affinity:\\n        nodeAffinity:\\n          requiredDuringSchedulingIgnoredDuringExecution:\\n            nodeSelectorTerms:\\n            - matchExpressions:\\n',
  '      priorityClassName: system-node-critical\\n      hostNetwork: true\\n      nodeSelector:\\n        disktype: ssd\\n',
  'apiVersion: apps/v1\\nkind: DaemonSet\\nmetadata:\\n  name: fluentd-elasticsearch\\n  namespace: kube-system\\n  labels:\\n    k8s-app: fluentd-logging\\n',
  'spec:\\n  selector:\\n    matchLabels:\\n      name: fluentd-elasticsearch\\n  updateStrategy:\\n    type: RollingUpdate\\n    rollingUpdate:\\n      maxUnavailable: 1\\n      maxSurge: 0\\n  minReadySeconds: 10\\n',
  '  template:\\n    metadata:\\n      labels:\\n        app: \\n    spec:\\n      tolerations:\\n      - key: node-role.kubernetes.io/control-plane\\n        operator: Exists\\n        effect: NoSchedule\\n      - key: node-role.kubernetes.io/master\\n',
  '      containers:\\n      - name: agent\\n        image: quay.io/fluentd_elasticsearch/fluentd:v2.5.2\\n        ports:\\n        - containerPort: 80\\n          hostPort: 9100\\n',
  '        resources:\\n          limits:\\n            memory: 300Mi\\n          requests:\\n            cpu: 100m\\n            memory: 200Mi\\n',
  '        volumeMounts:\\n        - name: varlog\\n          mountPath: /var/log\\n          readOnly: true\\n      terminationGracePeriodSeconds: 30\\n      volumes:\\n      - name: varlog\\n        hostPath:\\n          path: /var/log\\n',
  '{"format":1,"title":"","version":"1.36","seed":1,"nodes":[{"name":"control-plane","controlPlane":true},{"name":"worker-1","labels":{"topology.kubernetes.io/zone":"zone-a","disktype":"ssd"},"taints":["dedicated=gpu:NoSchedule"],"cpu":"2","memory":"4Gi"}],',
  '"files":{"daemonset.yaml":"","log":[{"at":0,"line":"kubectl apply -f daemonset.yaml","files":{"daemonset.yaml":"","drafts":{"daemonset.yaml":""},"time":',
].join('')
