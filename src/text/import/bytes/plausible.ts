// How much a text looks like one that people write in a script: the judges by which an encoding is guessed.

/** Mean plausibility of the characters beyond ASCII: 1 where each is usual where it stands, negative in a wrong encoding. */
export type Judge = (text: string) => number;

/** Marks that texts of all scripts have. */
const punctuation = new Set('“”‘’„‚–—…«»‹›•·°€£§©®™№´¡¿\u00a0');

/** Of one character, with those beside it. */
type Weigh = (character: string, before: string, after: string) => number;

const judge =
  (weigh: Weigh): Judge =>
  (text) => {
    let sum = 0;
    let count = 0;
    let before = ' ';
    let current = '';
    for (const after of `${text} `) {
      if (current > '\u007f') {
        sum += isNoText(current) ? -3 : weigh(current, before, after);
        count++;
      }
      if (current !== '') before = current;
      current = after;
    }
    return count === 0 ? 0 : sum / count;
  };

/** What no text that is read rightly holds: no character at all, a control character, a line of a box. */
const isNoText = (character: string) => /[\ufffd\u2500-\u259f\p{Cc}\p{Co}\p{Cn}]/u.test(character);
const isLetter = (character: string) => /[\p{L}\p{M}]/u.test(character);

const isAccented = (character: string) => character > '\u007f' && isLetter(character);

/** A mark within a word is a letter of another encoding. */
const weighMark = (character: string, before: string, after: string) => {
  if (isLetter(before) && isLetter(after)) return character === '’' ? 1 : -1;
  // Quotation marks, dashes and dots as English has them too.
  if (/[\u2013-\u2026]/.test(character)) return 0.7;
  return punctuation.has(character) ? 0.4 : -0.5;
};

/** A capital after a small letter is none of this word; one at its beginning is. */
const weighCase = (character: string, before: string) =>
  character !== character.toLowerCase() && /\p{Ll}/u.test(before) ? -1.5 : 0;

/** Words of Latin letters, with these beside the 26. */
export function latin(letters: string): Judge {
  const usual = new Set([...letters, ...letters.toUpperCase()]);
  return judge((character, before, after) => {
    if (!isLetter(character)) return weighMark(character, before, after);
    // Words with an accent on every letter are of another script.
    const crowd = isAccented(before) && isAccented(after) ? -1 : 0;
    return (usual.has(character) ? 1 : -0.4) + crowd + weighCase(character, before);
  });
}

/**
 * @param letters from the most frequent to the rarest: in a wrong encoding, rare letters are as many as frequent ones
 */
const ofAlphabet = (alphabet: RegExp, letters: string): Judge => {
  const usual = new Map(Array.from(letters, (letter, rank) => [letter, 1 - rank / letters.length]));
  return judge((character, before, after) => {
    if (!isLetter(character)) return weighMark(character, before, after);
    if (!alphabet.test(character)) return -1;
    // A word is of one script.
    const mixed = /[A-Za-z]/.test(before) || /[A-Za-z]/.test(after) ? -0.7 : 0;
    const isCapital = character !== character.toLowerCase();
    const shouts = isCapital && /\p{Lu}/u.test(before) ? -0.4 : 0;
    return (usual.get(character.toLowerCase()) ?? 0) + mixed + shouts + weighCase(character, before);
  });
};

export const cyrillic = ofAlphabet(/[\u0400-\u045f\u0490\u0491]/, 'оеаинтсрвлкмдпуіяьыгзбчйїхжшюєцщэфё');
export const greek = ofAlphabet(/[\u0370-\u03ff]/, 'αοιετσνηυρπκμλςόίάέήγδωβύώφχθξζψϊϋΐΰ');
export const hebrew = ofAlphabet(/[\u05b0-\u05ea]/, 'יוהלאתמבשרנםחדכעפקסטגזצןךףץ');
export const arabic = ofAlphabet(/[\u0600-\u06ff]/, 'اليمنتروبعدسفهكقةحجأشصخىطضإزثغذءئظؤآ');
export const thai = ofAlphabet(/[\u0e00-\u0e7f]/, 'านรกอเงมยลวด่้ัทสิีตะปบุคหืแจไูพช์ใขำโ็ผถซศณธภฟษญฐฏฉฝฒฆฬฮ');

const fullWidth = /[\u3000-\u303f\uff01-\uff5e]/;
const ideograph = /[\u3400-\u9fff]/;
const kana = /[\u3041-\u30ff]/;
const hangul = /[\uac00-\ud7a3]/;

/** The most frequent characters, some three fifths of any text. */
const simplified =
  '的一是了我不在人们有来他这上着个地到大里说就去子得也和那要下看天时过出小么起你都把好还多没为又可家学只以主会样年想生同老中十从自面前头道它后然走很像见两用她国动进成回什边作对开而己些现山民候经发工向事命给长水几义三声于高手知理眼志点心战二问但身方实吃做叫当住听革打呢真全才四已所敌之最光产情路分总条白话东席次亲如被花口放儿常气五第使写军吧文运再果怎定许快明行因别飞外树物活部门无往船望新带队先力完却站代员机更九您每风级跟笑啊孩万少直意夜比阶连车重便斗马哪化太指变社似士者干石满日决百原拿群究各六本思解立河村八难早论吗根共让相研今其书坐接应关信觉步反处记将千找争领或师结块跑谁草越字加脚紧爱等习阵怕月青半火法题建赶位唱海七女任件感准张团屋离色脸片科倒睛利世刚且由送切星导晚表够整认响雪流未场该并底深刻平伟忙提确近亮轻讲农古黑告界拉名呀土清阳照办史改历转画造嘴此治北必服雨穿内识验传业菜爬睡兴形量咱观苦体众通冲合破友度术饭公旁房极南枪读沙岁线野坚空收算至政城劳落钱特围弟胜教热展包歌类渐强数乡呼性音答哥际旧神座章帮啦受系令跳非何牛取入岸敢掉忽种装顶急林停息句区衣般报叶压慢叔背细评差价格质错店味推荐购买客服态商品环境喜欢满意';
const traditional =
  '的一是了我不在人們有來他這上著個地到大裡說就去子得也和那要下看天時過出小麼起你都把好還多沒為又可家學只以主會樣年想生同老中十從自面前頭道它後然走很像見兩用她國動進成回什邊作對開而己些現山民候經發工向事命給長水幾義三聲於高手知理眼志點心戰二問但身方實吃做叫當住聽打呢真全才四已所之最光產情路分總條白話東次親如被花口放兒常氣五第使寫軍吧文運再果怎定許快明行因別飛外樹物活部門無往船望新帶隊先力完卻站代員機更九您每風級跟笑啊孩萬少直意夜比連車重便馬哪化太指變社似士者石滿日決百原拿群究各六本思解立河村八難早論嗎根共讓相研今其書坐接應關信覺步反處記將千找爭領或師結塊跑誰草越字加腳緊愛等習怕月青半火法題建趕位唱海七女任件感準張團屋離色臉片科倒利世剛且由送切星導晚表夠整認響雪流未場該並底深刻平偉忙提確近亮輕講農古黑告界拉名呀土清陽照辦史改歷轉畫造嘴此治北必服雨穿內識驗傳業菜睡興形量觀苦體眾通沖合破友度術飯公旁房極南讀歲線野堅空收算至政城勞落錢特圍弟勝教熱展包歌類漸強數鄉呼性音答哥際舊神座章幫受系令跳非何牛取入評差價格質錯店味推薦購買客服態商品環境喜歡意';

const ofHan = (usual: ReadonlySet<string>): Judge =>
  judge((character) => {
    if (usual.has(character)) return 1;
    if (ideograph.test(character)) return 0.15;
    if (fullWidth.test(character) || punctuation.has(character)) return 0.6;
    return kana.test(character) ? -0.3 : -1;
  });

const byForm = { simplified: ofHan(new Set(simplified)), traditional: ofHan(new Set(traditional)) };
export const chinese = (form: keyof typeof byForm): Judge => byForm[form];

const usualKanji = new Set(
  '日一人年大十二本中長出三時行見月後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車何南万毎白天母火右読友左休父雨会同事自社発者地業方新場員立開手力問代明動京目通言理体田主題意不作用度強公持野以思家世多正安院心界教文元重近考画海売知道集別物使品計死特私始朝運終台広住真有口少町料工建空急止送切転研足究楽起着店病質待試族銀早映親験英医仕去味写字答夜音注帰古歌買悪図週室歩風紙黒花春赤青館屋色走秋夏習駅洋旅服夕借曜飲肉貸堂鳥飯勉冬昼茶弟牛魚兄犬妹姉漢対良温静綺麗美味対応値段',
);

export const japanese: Judge = judge((character) => {
  if (/[\u3041-\u309f]/.test(character)) return 1;
  // A half-width kana is two bytes of another encoding torn apart.
  if (/[\uff61-\uff9f]/.test(character)) return -0.6;
  if (kana.test(character)) return 0.8;
  if (usualKanji.has(character)) return 0.8;
  if (ideograph.test(character)) return 0.1;
  return fullWidth.test(character) || punctuation.has(character) ? 0.6 : -1;
});

const usualSyllables = new Set(
  '이다는을의에가고하지은를로한그도기사리나서어아자시인수들대해정부있과일전스보것여유오상구주제안만화장원성비마간적문소조공동경국계우용라면세신무선음으요물생위내분연생중치없니였했않좋맛실방원미점영물관거재진진단개바발모드어러더습별로너게데네요까지때말잘못정친절추천최고최악음식배송가격서비스',
);

export const korean: Judge = judge((character) => {
  if (usualSyllables.has(character)) return 1;
  if (hangul.test(character)) return 0.35;
  if (ideograph.test(character)) return -0.6;
  return fullWidth.test(character) || punctuation.has(character) ? 0.4 : -1;
});
