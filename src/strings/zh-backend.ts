// Words for what computes, in simplified Chinese.

import { type Backend, isExact } from '../experiment/experiment';
import type { enBackend, LostRun } from './en-backend';

function consequence(used: Backend, wanted: Backend): string {
  if (!isExact(used)) return '曲线是近似的。';
  return isExact(wanted) ? '训练会慢一些，曲线不变。' : '曲线是精确的，而不是近似的。';
}

const count = (value: number) => value.toLocaleString('en');

const placeOf = ({ id, lastEpoch }: LostRun) =>
  lastEpoch === 0 ? `模型 ${id} 在第一轮中` : `模型 ${id} 在第 ${lastEpoch} 轮之后`;

/** What the engine and the page say in English. */
const reasons = new Map([
  ['WebAssembly SIMD is not available', '浏览器不支持 WebAssembly SIMD'],
  ['this browser has no WebGPU', '浏览器没有 WebGPU'],
  ['WebGPU has no adapter here', '这里没有 WebGPU 适配器'],
  ['WebGL 2 is not available', '没有 WebGL 2'],
  ['WebGL needs a canvas that works in a worker', 'WebGL 需要能在 worker 中使用的画布'],
  ['WebGL cannot render to float textures here', 'WebGL 在这里不能渲染到浮点纹理'],
  ['the browser took its graphics context away', '浏览器收回了图形上下文'],
  ['the browser took its device away', '浏览器收回了设备'],
  ['its worker died', '其 worker 已终止'],
  ['it did not answer', '没有响应'],
]);

export const zhBackend: typeof enBackend = {
  label: '后端',
  hint: '用什么计算，多快，是否精确',
  speed: (tokensPerSecond) => `每秒 ${tokensPerSecond} 词`,
  estimate: (tokensPerSecond) => `约每秒 ${tokensPerSecond} 词`,
  exact: '精确',
  approximate: '近似',
  inUse: '正在使用',
  willRun: '将使用',
  next: (backend) => `下一次训练将使用 ${backend}。`,
  runs: (ids) => `模型 ${ids.join('、')}`,
  automatic: (backend) => `自动（${backend}）`,
  automaticHelp: '用 wasm，除非某个 GPU 后端至少快一倍',
  about: {
    wasm: 'WebAssembly，用 SIMD',
    cpu: '普通 JavaScript',
    webgpu: '图形处理器，经 WebGPU',
    webgl: '图形处理器，经 WebGL',
  },
  software: (adapter) => `${adapter}：由软件模拟`,
  measuring: '正在测量…',
  notMeasured: '尚未测量',
  unavailable: '不可用',
  reason: (text) => reasons.get(text) ?? text.replace(/\.$/, ''),
  measuredOn: (network) => `单独训练一个模型的速度：${network}`,
  measureAgain: '重新测量',
  exactness: 'wasm 和 cpu 精确重现链接，逐位相同；GPU 后端近似重现。',
  keptResults: {
    about: (trainings) => `这个浏览器中保存了 ${count(trainings)} 次训练的结果，再次打开时无需重新训练。`,
    sure: (trainings) => `删除 ${count(trainings)} 次训练的结果？当前显示的内容不受影响。`,
    forgotten: '保存的结果已全部删除。',
  },
  insteadOf: (used, wanted, reason) => `用 ${used} 代替了 ${wanted}：${reason}。${consequence(used, wanted)}`,
  lost: (lost, reason, runs, used) =>
    `${lost} 已丢失（${reason}）：${runs.map(placeOf).join('，')}。训练已从那里改用 ${used} 继续。要让整条曲线出自同一后端，请选择 ${used} 并重新训练。`,
};
