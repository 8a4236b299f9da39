// tfjs's webgpu backend with a recorder of ours beside its own: ops of the engine go to ours, whatever else tfjs
// computes to its own. Of the two, one at a time has commands that wait: before either begins, the other submits.

import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type BackendValues, util } from '@tensorflow/tfjs-core';
import { createRecorder, type Recorder } from './recorder';

export class RecordingBackend extends WebGPUBackend {
  readonly recorder: Recorder;
  private tfjsHasRecorded = false;

  constructor(device: GPUDevice, info: GPUAdapterInfo) {
    super(device, info);
    const { bufferManager } = this;
    this.recorder = createRecorder(device, bufferManager, () => this.submitTfjs());
    const releaseTheirs = bufferManager.releaseBuffer.bind(bufferManager);
    bufferManager.releaseBuffer = (buffer, reuse) => {
      if (!this.recorder.release(buffer)) releaseTheirs(buffer, reuse);
    };
  }

  /** Hands over all commands that wait. */
  submit(): void {
    this.recorder.submit();
    this.submitTfjs();
  }

  private submitTfjs(): void {
    if (!this.tfjsHasRecorded) return;
    this.endComputePassEncoder();
    this.submitQueue();
  }

  /** tfjs calls it before each of its commands. */
  override ensureCommandEncoderReady(): void {
    this.recorder.submit();
    super.ensureCommandEncoderReady();
    this.tfjsHasRecorded = true;
  }

  override submitQueue(): void {
    super.submitQueue();
    this.tfjsHasRecorded = false;
  }

  /** @param purpose as the recorder has it; tfjs gives none */
  override uploadToGPU(dataId: object, purpose = 'of tfjs'): void {
    const data = this.tensorMap.get(dataId);
    if (data.resource || !data.values) {
      super.uploadToGPU(dataId);
      return;
    }
    const type = data.dtype === 'float32' ? 'floats' : 'integers';
    data.resource = this.recorder.upload(purpose, data.values as ArrayLike<number>, type);
    data.values = null as unknown as BackendValues;
  }

  /** Our buffers may be larger than their tensor. */
  override async read(dataId: object): Promise<BackendValues> {
    const { values, dtype, shape, resource } = this.tensorMap.get(dataId);
    if (values || !(resource instanceof GPUBuffer && this.recorder.owns(resource))) return super.read(dataId);
    const bytes = await this.recorder.read(resource, 4 * util.sizeFromShape(shape));
    return util.convertBackendValuesAndArrayBuffer(bytes, dtype) as BackendValues;
  }

  override readSync(dataId: object): BackendValues {
    const values = super.readSync(dataId);
    const data = this.tensorMap.get(dataId);
    const size = util.sizeFromShape(data.shape);
    if (values.length === size) return values;
    data.values = values.slice(0, size) as BackendValues;
    return data.values;
  }

  override dispose(): void {
    super.dispose();
    this.recorder.destroy();
  }
}
