// What the page says of texts of the user's own before the dialog is opened, in Simplified Chinese.

import type { StoreFailure } from '../library/protocol';
import type { enOwnTexts } from './en-own-texts';

const count = (value: number) => value.toLocaleString('en');

export const zhOwnTexts: typeof enOwnTexts = {
  choose: '自己的文本…',
  chooseAbout: 'CSV、TSV、JSON，或每个标签一个文件。不会离开这个浏览器。',
  kept: '保存在这个浏览器中',
  keptAbout: (rows, labels) => `${count(rows)} 行，${labels} 个标签`,
  notHere: '不在这个浏览器中：需要它的文件。',
  dropAnywhere: '松开即可读入',
  dropAnywhereMore: '一个带标签和文本的表格，或每个标签一个文件。',
  forget: '删除',
  forgetAll: '全部删除',
  keep: '保留',
  storage: (failure) => zhStorage(failure),
  chooseTheFile: '选择文件…',
  waitsForFile: '文件一到就开始训练。',
  missing: (name, rows) =>
    name === ''
      ? '这个实验用的是作者自己的文件，链接没有说明是哪一个。请选择一个你自己的文件来训练。'
      : `这个实验用的是“${name}”（${count(rows)} 行），它不在这个浏览器中。自己的文本不包含在链接里：请向作者索取文件，然后在这里选择。`,
};

function zhStorage({ kind, detail }: StoreFailure): string {
  const sentences: Record<StoreFailure['kind'], string> = {
    unavailable: '这个浏览器不允许页面保存文本，某些隐私窗口就是这样。请在普通窗口中打开。',
    quota: '这个浏览器没有空间保存文本了。请在这里删除其他文本，或腾出一些磁盘空间。',
    timeout: '浏览器的存储没有响应。请关闭这个页面的其他标签页，再试一次。',
    cancelled: '导入已取消，没有保存任何内容。',
    error: `浏览器无法保存或读取文本（${detail}）。请再试一次，或重新载入页面。`,
  };
  return sentences[kind];
}
