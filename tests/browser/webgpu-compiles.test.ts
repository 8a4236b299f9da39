// A WGSL program that does not compile gives zeros and says nothing: here it is asked.

import { expect, inject, test } from 'vitest';
import { replay } from '../../cli/golden';
import { useBackend } from './backends';

test('every program that the golden files need compiles', async () => {
  const errors: Promise<string[]>[] = [];
  const compile = GPUDevice.prototype.createShaderModule;
  GPUDevice.prototype.createShaderModule = function (description) {
    const shader = compile.call(this, description);
    const errorsOf = async () =>
      (await shader.getCompilationInfo()).messages
        .filter(({ type }) => type === 'error')
        .map(({ message, lineNum }) => `${message}: ${description.code.split('\n')[lineNum - 1]}`);
    errors.push(errorsOf());
    return shader;
  };
  try {
    await useBackend('webgpu');
    for (const file of inject('goldenFiles')) await replay(file);
    expect((await Promise.all(errors)).flat()).toEqual([]);
    expect(errors.length).toBeGreaterThan(50);
  } finally {
    GPUDevice.prototype.createShaderModule = compile;
  }
});
