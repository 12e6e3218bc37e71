import type { Flow } from '../flow.ts';
import { curlUpload } from './curl-upload.ts';
import { generatedPython } from './generated-python.ts';
import { generatedTypescript } from './generated-typescript.ts';
import { n8nNode } from './n8n-node.ts';
import { pinterestNodeApi } from './pinterest-node-api.ts';
import { postiz } from './postiz.ts';
import { pythonPinterest } from './python-pinterest.ts';
import { pythonSdk } from './python-sdk.ts';
import { quickstartBash } from './quickstart-bash.ts';
import { quickstartNode } from './quickstart-node.ts';
import { quickstartPhp } from './quickstart-php.ts';
import { quickstartPython } from './quickstart-python.ts';
import { woocommerce, woocommerceWithoutScope } from './woocommerce.ts';

export const flows: readonly Flow[] = [
  quickstartBash,
  quickstartPhp,
  quickstartPython,
  quickstartNode,
  pythonSdk,
  generatedPython,
  generatedTypescript,
  postiz,
  pinterestNodeApi,
  pythonPinterest,
  n8nNode,
  woocommerce,
  woocommerceWithoutScope,
  curlUpload,
];
