import type { Messages } from './messages.js'

const rules = new Intl.PluralRules('ar')

/** Arabic counts in six ways; the words for one and two carry the number themselves. */
function counted(count: number, one: string, two: string, few: string, many: string): string {
  const kind = rules.select(count)
  if (kind === 'one') return one
  if (kind === 'two') return two
  return `${count} ${kind === 'few' ? few : kind === 'many' ? many : one}`
}

const and = (names: readonly string[], more: number): string =>
  more > 0
    ? `${names.join('، ')} و${counted(more, 'شخص آخر', 'شخصان آخران', 'أشخاص آخرين', 'شخصًا آخر')}`
    : names.join(' و')

export const ar: Messages = {
  opening: 'جارٍ فتح الاجتماع…',
  tryAgain: 'إعادة المحاولة',
  close: 'إغلاق',
  cancel: 'إلغاء',

  lobby: {
    lead: 'تحقّق من الكاميرا والميكروفون ومكبّر الصوت قبل الانضمام.',
    joiningAs: (name) => `ستنضم باسم ${name}.`,
    join: 'انضمام',
    joining: 'جارٍ الانضمام…',
    askToJoin: 'طلب الانضمام',
    moderatorDecides: 'يقرّر أحد المشرفين من ينضم إلى هذا الاجتماع.',
    admitted: 'سمح لك أحد المشرفين بالانضمام. انضم متى شئت.',
    withoutDevices: 'يمكنك الانضمام على أي حال: سترى الآخرين وتسمعهم.',
    cameraIsOff: 'الكاميرا متوقفة',
    cameraStarts: 'جارٍ تشغيل الكاميرا…',
    preview: 'معاينة الكاميرا',
    joinsMuted: 'سيكون ميكروفونك مكتومًا.',
    microphoneLevel: 'مستوى الميكروفون',
    testSpeaker: 'تشغيل صوت تجريبي',
    soundPlays: 'يُشغَّل صوت الآن.',
  },

  waiting: {
    heading: 'يُرجى الانتظار',
    text: 'طلبنا من أحد المشرفين السماح لك بالانضمام. لا حاجة إلى فعل شيء: سيُفتح الاجتماع تلقائيًا.',
    stopWaiting: 'إلغاء الانتظار',
  },

  devices: {
    heading: 'الأجهزة',
    camera: 'الكاميرا',
    microphone: 'الميكروفون',
    speaker: 'مكبّر الصوت',
    systemDefault: 'الجهاز الافتراضي',
    unnamed: (number) => `الجهاز ${number}`,
    problem: {
      camera: {
        refused: 'لا يُسمح لهذه الصفحة باستخدام الكاميرا. اسمح بذلك من شريط العنوان ثم أعد المحاولة.',
        missing: 'لم يُعثر على كاميرا. وصّل كاميرا ثم أعد المحاولة.',
        'in-use': 'يستخدم برنامج آخر الكاميرا. أغلقه ثم أعد المحاولة.',
        unsupported: 'لا يستطيع هذا المتصفح استخدام الكاميرا هنا. جرّب متصفحًا حديثًا وعنوانًا آمنًا (https).',
        failed: 'تعذّر تشغيل الكاميرا.',
      },
      microphone: {
        refused: 'لا يُسمح لهذه الصفحة باستخدام الميكروفون. اسمح بذلك من شريط العنوان ثم أعد المحاولة.',
        missing: 'لم يُعثر على ميكروفون. وصّل ميكروفونًا ثم أعد المحاولة.',
        'in-use': 'يستخدم برنامج آخر الميكروفون. أغلقه ثم أعد المحاولة.',
        unsupported: 'لا يستطيع هذا المتصفح استخدام الميكروفون هنا. جرّب متصفحًا حديثًا وعنوانًا آمنًا (https).',
        failed: 'تعذّر تشغيل الميكروفون.',
      },
    },
    cameraLocked: 'أوقف المشرفون كاميرات الحاضرين.',
    microphoneLocked: 'أوقف المشرفون ميكروفونات الحاضرين.',
    noCamera: 'لا تُستخدم الكاميرات في هذا الاجتماع.',
  },

  controls: {
    label: 'أزرار التحكم',
    mute: 'كتم الصوت',
    unmute: 'إلغاء الكتم',
    startCamera: 'تشغيل الكاميرا',
    stopCamera: 'إيقاف الكاميرا',
    share: 'مشاركة الشاشة',
    stopSharing: 'إيقاف المشاركة',
    raiseHand: 'رفع اليد',
    lowerHand: 'خفض اليد',
    people: 'الأشخاص',
    chat: 'الدردشة',
    unread: (count) => counted(count, 'رسالة جديدة', 'رسالتان جديدتان', 'رسائل جديدة', 'رسالة جديدة'),
    devices: 'الأجهزة',
    leave: 'مغادرة',
  },

  meeting: {
    stage: 'صور المشاركين في الاجتماع',
    sharedScreens: 'الشاشات المشتركة',
    connecting: 'جارٍ الاتصال…',
    reconnecting: 'انقطع الاتصال. جارٍ الاتصال من جديد…',
    reconnected: 'عاد الاتصال.',
    poorConnection: 'اتصالك ضعيف. قد لا يسمعك الآخرون أو يرونك جيدًا.',
    suggestStopVideo: 'اتصالك ضعيف. قد يفيد إيقاف الكاميرا.',
    recording: 'جارٍ التسجيل',
    recordingStarted: 'يُسجَّل هذا الاجتماع الآن.',
    recordingStopped: 'توقف التسجيل.',
    youShare: 'أنت تشارك شاشتك.',
    shares: (name) => `شاشة ${name}`,
    shareFailed: 'تعذّرت مشاركة شاشتك.',
    shareStopped: 'لم تعد شاشتك مشتركة.',
    alone: 'لا أحد غيرك هنا بعد.',
    more: (count) => counted(count, 'شخص آخر', 'شخصان آخران', 'أشخاص آخرين', 'شخصًا آخر'),
    browserAsks: 'يطلب المتصفح إذنًا لاستخدام الميكروفون أو الكاميرا. أجب عن الطلب كي يسمعك الآخرون ويروك.',
    soundBlocked: 'حظر متصفحك الصوت.',
    turnSoundOn: 'تشغيل الصوت',
    mutedByModerator: 'كتم أحد المشرفين ميكروفونك.',
    microphoneBack: 'يمكنك التحدث من جديد. ما زال ميكروفونك مكتومًا.',
    cameraTaken: 'أوقف المشرفون الكاميرات.',
    cameraUnavailable: 'لا يمكن عرض كاميرتك: الكاميرات موقوفة أو عدد المشغّل منها كبير.',
  },

  people: {
    heading: (count) => `الأشخاص (${count})`,
    you: 'أنت',
    someone: 'شخص ما',
    moderator: 'مشرف',
    microphoneOn: 'الميكروفون يعمل',
    microphoneOff: 'مكتوم',
    microphoneTaken: 'كتمه أحد المشرفين',
    cameraOn: 'الكاميرا تعمل',
    sharing: 'يشارك الشاشة',
    handRaised: 'اليد مرفوعة',
    weakConnection: 'اتصال ضعيف',
    speaking: 'يتحدث',
    waitingHeading: (count) => `في الانتظار (${count})`,
    admit: (name) => `سماح: ${name}`,
    refuse: (name) => `رفض: ${name}`,
    admitShort: 'سماح',
    refuseShort: 'رفض',
    takeMicrophone: (name) => `كتم صوت ${name}`,
    giveMicrophone: (name) => `السماح لـ${name} بالتحدث`,
    remove: (name) => `إخراج ${name}`,
    removeHeading: (name) => `هل تريد إخراج ${name}؟`,
    removeText: 'يخرج الشخص من الاجتماع فورًا ولا يمكنه العودة بالرابط نفسه.',
    removeShort: 'إخراج',
  },

  moderation: {
    heading: 'للمشرفين',
    muteAll: 'كتم جميع الحاضرين',
    unmuteAll: 'السماح للجميع بالتحدث',
    attendeesMayUse: 'يمكن للحاضرين استخدام',
    camera: 'الكاميرا',
    microphone: 'الميكروفون',
    screenShare: 'مشاركة الشاشة',
    startRecording: 'بدء التسجيل',
    stopRecording: 'إيقاف التسجيل',
    endHeading: 'هل تريد مغادرة الاجتماع؟',
    endText: 'يمكنك المغادرة وترك الآخرين يتابعون، أو إنهاء الاجتماع للجميع.',
    endForAll: 'إنهاء للجميع',
    leaveOnly: 'مغادرة',
    failed: 'لم ينجح ذلك. أعد المحاولة.',
    denied: 'لا يُسمح لك بذلك.',
    tooOften: 'محاولات كثيرة. انتظر قليلًا.',
  },

  chat: {
    heading: 'الدردشة',
    me: 'أنت',
    empty: 'لا رسائل بعد.',
    kept: 'لا تُحفظ الرسائل. من ينضم لاحقًا يرى رسائل آخر خمس دقائق.',
    input: 'رسالة إلى الجميع',
    send: 'إرسال',
    tooLong: (bytes) => `النص أطول من اللازم بنحو ${counted(bytes, 'حرف', 'حرفين', 'أحرف', 'حرفًا')}.`,
    notSent: 'لم تُرسل',
    log: 'الرسائل',
  },

  news: {
    joined: (names, more) => `انضمام: ${and(names, more)}.`,
    left: (names, more) => `مغادرة: ${and(names, more)}.`,
    handRaised: (name) => `رفع اليد: ${name}.`,
    chat: (name, text) => `${name}: ${text}`,
    chatMany: (count) => `${counted(count, 'رسالة جديدة', 'رسالتان جديدتان', 'رسائل جديدة', 'رسالة جديدة')}.`,
    waiting: (name) => `في انتظار الانضمام: ${name}.`,
  },

  finished: {
    rejoin: 'الانضمام من جديد',
    goOn: 'متابعة',
    triesAgain: 'تعيد هذه الصفحة المحاولة تلقائيًا.',
    left: { heading: 'غادرت الاجتماع', text: 'يمكنك إغلاق هذه الصفحة الآن.' },
    ended: { heading: 'انتهى الاجتماع', text: 'انتهى للجميع. يمكنك إغلاق هذه الصفحة الآن.' },
    removed: { heading: 'لم تعد في الاجتماع', text: 'أخرجك أحد المشرفين.' },
    elsewhere: {
      heading: 'انضممت من مكان آخر',
      text: 'أنت في هذا الاجتماع في نافذة أخرى أو على جهاز آخر، لذلك أُغلق هنا.',
    },
    lost: { heading: 'انقطع الاتصال', text: 'تحقّق من الشبكة ثم انضم من جديد.' },
    expired: {
      heading: 'انتهت صلاحية هذا الرابط',
      text: 'تعمل روابط الاجتماعات لمدة محدودة. اطلب رابطًا جديدًا من حيث حصلت عليه.',
    },
    'not-genuine': {
      heading: 'هذا الرابط لا يعمل',
      text: 'قد يكون ناقصًا. افتحه مرة أخرى من حيث حصلت عليه أو اطلب رابطًا جديدًا.',
    },
    used: {
      heading: 'استُخدم هذا الرابط من قبل',
      text: 'لا يعمل إلا في المتصفح الذي فتحه أولًا. اطلب رابطًا جديدًا من حيث حصلت عليه.',
    },
    'not-started': { heading: 'لم يبدأ الاجتماع بعد', text: 'يُرجى الانتظار أو العودة لاحقًا.' },
    full: { heading: 'الاجتماع ممتلئ', text: 'لا يمكن لأحد الانضمام الآن. أعد المحاولة عندما يغادر أحدهم.' },
    denied: { heading: 'لا يمكنك الانضمام', text: 'لم يسمح لك مشرفو هذا الاجتماع بالانضمام.' },
    'rate-limited': { heading: 'محاولات كثيرة', text: 'انتظر قليلًا ثم أعد المحاولة.' },
    unavailable: {
      heading: 'تعذّر الوصول إلى الاجتماع',
      text: 'لم يُجب أحد الخوادم. تحقّق من الشبكة وأعد المحاولة بعد قليل.',
    },
    'bad-request': { heading: 'حدث خطأ', text: 'افتح الرابط مرة أخرى من حيث حصلت عليه.' },
  },
}
