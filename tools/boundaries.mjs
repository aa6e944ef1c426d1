/** Who may know whom. ESLint reads it per import; `check-boundaries` reads it per project. */
const ROOMS = ['type:feature', 'type:engine', 'type:inference', 'type:platform', 'type:port', 'type:contract'];

export const MAY_DEPEND_ON = {
  'type:app': [...ROOMS, 'type:assembly'],
  // Builds the product's object graph without a framework, for the api, the command line and the tests.
  'type:assembly': ROOMS,
  'type:harness': [...ROOMS, 'type:app', 'type:assembly', 'type:testing'],
  'type:feature': ['type:platform', 'type:port', 'type:contract'],
  'type:engine': ['type:inference', 'type:platform', 'type:port', 'type:contract'],
  'type:inference': ['type:platform', 'type:port', 'type:contract'],
  'type:platform': ['type:contract'],
  'type:port': ['type:contract'],
  'type:contract': ['type:contract'],
  'type:testing': ['type:platform', 'type:port', 'type:contract'],
  'runs:browser': ['runs:browser', 'runs:anywhere'],
  'runs:node': ['runs:node', 'runs:anywhere'],
  'runs:anywhere': ['runs:anywhere'],
};

/** A driver has one owner: the folder that may import it. Everyone else asks the owner. */
export const DRIVER_OWNERS = {
  '@nestjs/*': ['apps/api'],
  'onnxruntime-node': ['libs/inference'],
  '@huggingface/jinja': ['libs/inference'],
  '@huggingface/tokenizers': ['libs/inference'],
  'eventsource-parser': ['libs/generation'],
  'neo4j-driver': ['libs/knowledge-graph'],
  'prom-client': ['libs/platform'],
  pg: ['libs/platform'],
  typeorm: ['libs/platform', 'migrations'],
  '@electric-sql/pglite': ['libs/platform'],
};
