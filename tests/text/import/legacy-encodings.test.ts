// Text in encodings from before Unicode is read as it was written: guessed by its words, or asked about.

import { describe, expect, test } from 'vitest';
import type { Encoding } from '../../../src/text/import/bytes/encoding';
import { encode, imported, importOne, rowsOf } from './sources';

/** Rows of label and text as people of that language would write them. */
const written: [Encoding, string][] = [
  ['gb18030', '好评,这家店的面很好吃\n差评,等了一个小时才上菜\n好评,老板很热情\n差评,太咸了，不会再来'],
  ['gb18030', '体育,主队在最后一分钟进球\n财经,央行宣布下调利率\n体育,女排三比零获胜\n财经,股市今天大幅下跌'],
  ['gb18030', 'label,text\npos,质量不错，物流很快\nneg,收到的时候已经坏了\npos,非常满意'],
  ['big5', '好評,這家店的麵很好吃\n差評,等了一個小時才上菜\n好評,老闆很熱情\n差評,太鹹了，不會再來'],
  ['big5', '體育,主隊在最後一分鐘進球\n財經,央行宣布調降利率\n體育,女排三比零獲勝\n財經,股市今天大跌'],
  ['big5', 'label,text\npos,品質不錯，送貨很快\nneg,收到的時候已經壞了\npos,非常滿意'],
  [
    'shift_jis',
    '良い,とても美味しかったです\n悪い,料理が冷めていました\n良い,店員さんが親切でした\n悪い,二度と行きません',
  ],
  ['shift_jis', 'スポーツ,チームは最後の一分で得点した\n経済,中央銀行が金利を下げた\nスポーツ,日本が優勝しました'],
  ['shift_jis', 'label,text\npos,使いやすくて満足しています\nneg,すぐに壊れてしまった\npos,また買いたいと思います'],
  [
    'euc-jp',
    '良い,とても美味しかったです\n悪い,料理が冷めていました\n良い,店員さんが親切でした\n悪い,二度と行きません',
  ],
  ['euc-jp', 'スポーツ,チームは最後の一分で得点した\n経済,中央銀行が金利を下げた\nスポーツ,日本が優勝しました'],
  ['euc-jp', 'label,text\npos,使いやすくて満足しています\nneg,すぐに壊れてしまった\npos,また買いたいと思います'],
  ['euc-kr', '긍정,음식이 정말 맛있어요\n부정,너무 오래 기다렸습니다\n긍정,직원이 친절합니다\n부정,다시는 안 가요'],
  ['euc-kr', '스포츠,우리 팀이 마지막에 이겼다\n경제,금리가 내려갔다\n스포츠,한국이 우승했다'],
  ['euc-kr', 'label,text\npos,배송도 빠르고 마음에 들어요\nneg,금방 고장이 났어요\npos,또 사고 싶어요'],
  [
    'windows-1251',
    'хорошо,очень вкусный суп\nплохо,долго ждали заказ\nхорошо,приветливая хозяйка\nплохо,больше не придём',
  ],
  ['windows-1251', 'спорт,сборная забила в последнюю минуту\nэкономика,банк снизил ставку\nспорт,наши победили'],
  ['windows-1251', 'label,text\npos,Всё понравилось, спасибо!\nneg,Сломалось через день\npos,Буду заказывать ещё'],
  ['koi8-r', 'хорошо,очень вкусный суп\nплохо,долго ждали заказ\nхорошо,приветливая хозяйка\nплохо,больше не придём'],
  ['koi8-r', 'спорт,сборная забила в последнюю минуту\nэкономика,банк снизил ставку\nспорт,наши победили'],
  ['koi8-r', 'label,text\npos,Всё понравилось, спасибо!\nneg,Сломалось через день\npos,Буду заказывать ещё'],
  ['iso-8859-5', 'хорошо,очень вкусный суп\nплохо,долго ждали заказ\nхорошо,приветливая хозяйка'],
  ['ibm866', 'хорошо,очень вкусный суп\nплохо,долго ждали заказ\nхорошо,приветливая хозяйка'],
  ['koi8-u', 'добре,дуже смачна їжа\nпогано,довго чекали на замовлення\nдобре,привітна господиня'],
  ['windows-1250', 'dobré,jídlo bylo výborné a teplé\nšpatné,čekali jsme příliš dlouho\ndobré,milá obsluha, děkujeme'],
  ['windows-1250', 'dobry,jedzenie było pyszne i gorące\nzły,czekaliśmy bardzo długo\ndobry,miła obsługa, dziękuję'],
  [
    'windows-1250',
    'jó,nagyon finom volt az étel\nrossz,túl sokáig kellett várni\njó,kedves és gyors kiszolgálás, köszönöm szépen',
  ],
  ['iso-8859-2', 'dobré,jídlo bylo výborné a teplé\nšpatné,čekali jsme příliš dlouho\ndobré,milá obsluha, děkujeme'],
  ['windows-1252', 'gut,das Essen war köstlich und heiß\nübel,wir mussten zu lange warten\ngut,sehr schöne Stühle'],
  ['windows-1252', 'bueno,la comida estaba riquísima\nmalo,esperamos más de una hora\nbueno,el señor fue muy amable'],
  ['windows-1252', 'bra,maten var väldigt god\ndåligt,vi fick vänta för länge\nbra,trevlig personal på stället'],
  ['windows-1252', 'pos,I don’t know why I like it\nneg,it’s not what it was\npos,“lovely” – that is all'],
  ['windows-1252', 'pos,a lovely café near the station\nneg,the staff was rude\npos,what a cliché, but fine'],
  ['iso-8859-15', 'bon,le café était très bon et pas cher : 3 €\nmauvais,une œuvre ratée\nbon,une équipe agréable'],
  ['windows-1253', 'καλό,το φαγητό ήταν πολύ νόστιμο\nκακό,περιμέναμε πολλή ώρα\nκαλό,ευγενικό προσωπικό'],
  ['iso-8859-7', 'καλό,το φαγητό ήταν πολύ νόστιμο\nκακό,περιμέναμε πολλή ώρα\nκαλό,ευγενικό προσωπικό'],
  ['windows-1254', 'iyi,yemekler çok güzeldi\nkötü,çok uzun süre bekledik\niyi,çalışanlar güler yüzlüydü, teşekkürler'],
  ['windows-1255', 'טוב,האוכל היה טעים מאוד\nרע,חיכינו יותר מדי זמן\nטוב,השירות היה נעים'],
  ['windows-1256', 'جيد,كان الطعام لذيذا جدا\nسيئ,انتظرنا وقتا طويلا\nجيد,الخدمة ممتازة'],
  [
    'windows-1257',
    'geras,maistas buvo labai skanus ir šviežias\nblogas,laukėme per ilgai\ngeras,malonus aptarnavimas, ačiū',
  ],
  ['windows-1258', 'tốt,món ăn rất ngon'],
  ['windows-874', 'ดี,อาหารอร่อยมาก\nแย่,รอนานเกินไป\nดี,พนักงานบริการดี'],
];

/** As Windows-1258 has it: tones are marks of their own behind letters with a hat or a horn. */
const toned = (text: string) =>
  text
    .normalize('NFD')
    .replace(/([aAeEoO])([\u0323])?\u0302/g, (_, letter, dot = '') => `${letter}\u0302`.normalize('NFC') + dot)
    .replace(/([aA])([\u0323])?\u0306/g, (_, letter, dot = '') => `${letter}\u0306`.normalize('NFC') + dot)
    .replace(/([oOuU])\u031b/g, (pair) => pair.normalize('NFC'));

describe('text is read as it was written', () => {
  test.each(written)('%s: %s', async (encoding, content) => {
    const text =
      encoding === 'windows-1258' ? toned(`${content}\ndở,chúng tôi chờ quá lâu\ntốt,phục vụ nhiệt tình`) : content;
    const result = await importOne('a.csv', encode(text, encoding));
    expect(rowsOf(result)).toEqual(rowsOf(await importOne('a.csv', text)));
    expect(imported(result).questions.filter(({ kind }) => kind === 'encoding')).toEqual([]);
  });
});

test.each<[string, Uint8Array]>([
  ['single letters', encode('a,\u00e9\nb,\u00e4\na,\u00f1', 'windows-1252')],
  [
    'bytes of no language',
    Uint8Array.from([...'a,\xb7\xd0\xa6\xfd x\nb,\xfe\xa1\xde\xb1 y\na,\xa4\xf7\xd7 z'].map((c) => c.charCodeAt(0))),
  ],
  [
    'letters in an order that no language has',
    encode('a,\u00fe\u00f0x\u00fd\u00de\nb,\u00d0\u00df\u00f7\u00d8', 'windows-1252'),
  ],
])('%s are asked about', async (_, bytes) => {
  const { questions } = imported(await importOne('a.csv', bytes));
  expect(questions.map(({ kind }) => kind)).toContain('encoding');
});
