import type { Messages } from './messages.js'

/** Before the sound of an i it is another word. A name comes isolated (see `isolate`). */
const joint = (name: string): string => (/^\u2068?h?[ií](?![aeo])/i.test(name) ? 'e' : 'y')

const and = (names: readonly string[], more: number): string => {
  if (more > 0) return `${names.join(', ')} y ${more} más`
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${joint(last)} ${last}`
}

const many = (names: readonly string[], more: number): boolean => names.length + more > 1

export const es: Messages = {
  opening: 'Abriendo la reunión…',
  tryAgain: 'Reintentar',
  close: 'Cerrar',
  cancel: 'Cancelar',

  lobby: {
    lead: 'Comprueba la cámara, el micrófono y el altavoz antes de entrar.',
    joiningAs: (name) => `Entrarás como ${name}.`,
    join: 'Entrar',
    joining: 'Entrando…',
    askToJoin: 'Pedir entrar',
    moderatorDecides: 'Un moderador decide quién entra en esta reunión.',
    admitted: 'Un moderador te ha dado paso. Entra cuando quieras.',
    withoutDevices: 'Puedes entrar de todos modos: verás y oirás a los demás.',
    cameraIsOff: 'Tu cámara está apagada',
    cameraStarts: 'Encendiendo la cámara…',
    preview: 'Vista previa de tu cámara',
    joinsMuted: 'Tu micrófono estará silenciado.',
    microphoneLevel: 'Nivel del micrófono',
    testSpeaker: 'Reproducir un sonido de prueba',
    soundPlays: 'Se está reproduciendo un sonido.',
  },

  waiting: {
    heading: 'Espera un momento',
    text: 'Hemos pedido a un moderador que te dé paso. No tienes que hacer nada: la reunión se abrirá sola.',
    stopWaiting: 'Dejar de esperar',
  },

  devices: {
    heading: 'Dispositivos',
    camera: 'Cámara',
    microphone: 'Micrófono',
    speaker: 'Altavoz',
    systemDefault: 'Predeterminado',
    unnamed: (number) => `Dispositivo ${number}`,
    problem: {
      camera: {
        refused: 'Esta página no puede usar tu cámara. Permítelo en la barra de direcciones y reinténtalo.',
        missing: 'No se ha encontrado ninguna cámara. Conecta una y reinténtalo.',
        'in-use': 'Otro programa está usando tu cámara. Ciérralo y reinténtalo.',
        unsupported:
          'Este navegador no puede usar la cámara aquí. Prueba con uno actualizado y una dirección segura (https).',
        failed: 'No se ha podido encender la cámara.',
      },
      microphone: {
        refused:
          'Esta página no puede usar tu micrófono. Permítelo en la barra de direcciones y reinténtalo.',
        missing: 'No se ha encontrado ningún micrófono. Conecta uno y reinténtalo.',
        'in-use': 'Otro programa está usando tu micrófono. Ciérralo y reinténtalo.',
        unsupported:
          'Este navegador no puede usar el micrófono aquí. Prueba con uno actualizado y una dirección segura (https).',
        failed: 'No se ha podido encender el micrófono.',
      },
    },
    cameraLocked: 'Los moderadores han desactivado las cámaras de los asistentes.',
    microphoneLocked: 'Los moderadores han desactivado los micrófonos de los asistentes.',
    noCamera: 'En esta reunión no se usan cámaras.',
  },

  controls: {
    label: 'Tus controles',
    mute: 'Silenciar',
    unmute: 'Activar micrófono',
    startCamera: 'Encender cámara',
    stopCamera: 'Apagar cámara',
    share: 'Compartir pantalla',
    stopSharing: 'Dejar de compartir',
    raiseHand: 'Levantar la mano',
    lowerHand: 'Bajar la mano',
    people: 'Personas',
    chat: 'Chat',
    unread: (count) => (count === 1 ? '1 mensaje nuevo' : `${count} mensajes nuevos`),
    devices: 'Dispositivos',
    leave: 'Salir',
  },

  meeting: {
    stage: 'Imágenes de las personas de la reunión',
    sharedScreens: 'Pantallas compartidas',
    connecting: 'Conectando…',
    reconnecting: 'Se ha perdido la conexión. Conectando de nuevo…',
    reconnected: 'Vuelves a tener conexión.',
    poorConnection: 'Tu conexión es débil. Puede que no te oigan o vean bien.',
    suggestStopVideo: 'Tu conexión es débil. Apagar la cámara puede ayudar.',
    recording: 'Grabando',
    recordingStarted: 'Esta reunión se está grabando.',
    recordingStopped: 'La grabación se ha detenido.',
    youShare: 'Estás compartiendo tu pantalla.',
    shares: (name) => `Pantalla de ${name}`,
    shareFailed: 'No se ha podido compartir tu pantalla.',
    shareStopped: 'Tu pantalla ya no se comparte.',
    alone: 'Todavía no hay nadie más.',
    more: (count) => `${count} más`,
    browserAsks:
      'El navegador pide permiso para tu micrófono o tu cámara. Respóndele para que te oigan y te vean.',
    soundBlocked: 'Tu navegador ha bloqueado el sonido.',
    turnSoundOn: 'Activar el sonido',
    mutedByModerator: 'Un moderador ha silenciado tu micrófono.',
    microphoneBack: 'Puedes volver a hablar. Tu micrófono sigue silenciado.',
    cameraTaken: 'Los moderadores han desactivado las cámaras.',
    cameraUnavailable:
      'Tu cámara no se puede mostrar: las cámaras están desactivadas o hay demasiadas encendidas.',
  },

  people: {
    heading: (count) => `Personas (${count})`,
    you: 'tú',
    someone: 'Alguien',
    moderator: 'Moderador',
    microphoneOn: 'micrófono encendido',
    microphoneOff: 'micrófono silenciado',
    microphoneTaken: 'micrófono silenciado por un moderador',
    cameraOn: 'cámara encendida',
    sharing: 'comparte la pantalla',
    handRaised: 'mano levantada',
    weakConnection: 'conexión débil',
    speaking: 'hablando',
    waitingHeading: (count) => `Esperando (${count})`,
    admit: (name) => `Dar paso: ${name}`,
    refuse: (name) => `Rechazar: ${name}`,
    admitShort: 'Dar paso',
    refuseShort: 'Rechazar',
    takeMicrophone: (name) => `Silenciar a ${name}`,
    giveMicrophone: (name) => `Permitir hablar a ${name}`,
    remove: (name) => `Expulsar a ${name}`,
    removeHeading: (name) => `¿Expulsar a ${name}?`,
    removeText: 'La persona sale de la reunión al momento y no puede volver con el mismo enlace.',
    removeShort: 'Expulsar',
  },

  moderation: {
    heading: 'Para moderadores',
    muteAll: 'Silenciar a los asistentes',
    unmuteAll: 'Permitir hablar a todos',
    attendeesMayUse: 'Los asistentes pueden usar',
    camera: 'Cámara',
    microphone: 'Micrófono',
    screenShare: 'Compartir pantalla',
    startRecording: 'Empezar a grabar',
    stopRecording: 'Detener la grabación',
    endHeading: '¿Salir de la reunión?',
    endText: 'Puedes salir y dejar que los demás sigan, o terminar la reunión para todos.',
    endForAll: 'Terminar para todos',
    leaveOnly: 'Salir',
    failed: 'No ha funcionado. Inténtalo de nuevo.',
    denied: 'No puedes hacer eso.',
    tooOften: 'Demasiadas acciones seguidas. Espera un momento.',
  },

  chat: {
    heading: 'Chat',
    me: 'Tú',
    empty: 'Todavía no hay mensajes.',
    kept: 'Los mensajes no se guardan. Quien entra más tarde ve los de los últimos cinco minutos.',
    input: 'Mensaje para todos',
    send: 'Enviar',
    tooLong: (bytes) => (bytes === 1 ? 'Sobra 1 carácter.' : `Sobran unos ${bytes} caracteres.`),
    notSent: 'no enviado',
    log: 'Mensajes',
  },

  news: {
    joined: (names, more) => `${and(names, more)} ${many(names, more) ? 'han entrado' : 'ha entrado'}.`,
    left: (names, more) => `${and(names, more)} ${many(names, more) ? 'han salido' : 'ha salido'}.`,
    handRaised: (name) => `${name} ha levantado la mano.`,
    chat: (name, text) => `${name}: ${text}`,
    chatMany: (count) => `${count} mensajes nuevos.`,
    waiting: (name) => `${name} espera para entrar.`,
  },

  finished: {
    rejoin: 'Volver a entrar',
    goOn: 'Continuar',
    triesAgain: 'La página lo reintenta automáticamente.',
    left: { heading: 'Has salido de la reunión', text: 'Ya puedes cerrar esta página.' },
    ended: {
      heading: 'La reunión ha terminado',
      text: 'Ha terminado para todos. Ya puedes cerrar esta página.',
    },
    removed: { heading: 'Ya no estás en la reunión', text: 'Un moderador te ha expulsado.' },
    elsewhere: {
      heading: 'Has entrado desde otro sitio',
      text: 'Estás en esta reunión en otra ventana o en otro dispositivo, así que aquí se ha cerrado.',
    },
    lost: { heading: 'Se ha perdido la conexión', text: 'Comprueba tu red y vuelve a entrar.' },
    expired: {
      heading: 'Este enlace ha caducado',
      text: 'Los enlaces a reuniones sirven durante un tiempo. Pide uno nuevo donde te dieron este.',
    },
    'not-genuine': {
      heading: 'Este enlace no funciona',
      text: 'Puede que esté incompleto. Ábrelo otra vez donde te lo dieron o pide uno nuevo.',
    },
    used: {
      heading: 'Este enlace ya se ha usado',
      text: 'Solo sirve en el navegador que lo abrió primero. Pide uno nuevo donde te dieron este.',
    },
    'not-started': { heading: 'La reunión aún no ha empezado', text: 'Espera o vuelve más tarde.' },
    full: {
      heading: 'La reunión está llena',
      text: 'Ahora no puede entrar nadie más. Reinténtalo cuando alguien haya salido.',
    },
    denied: { heading: 'No puedes entrar', text: 'Los moderadores de esta reunión no te han dado paso.' },
    'rate-limited': { heading: 'Demasiados intentos', text: 'Espera un momento y reinténtalo.' },
    unavailable: {
      heading: 'No se puede acceder a la reunión',
      text: 'Un servidor no ha respondido. Comprueba tu red y reinténtalo en un momento.',
    },
    'bad-request': { heading: 'Algo ha ido mal', text: 'Abre el enlace otra vez donde te lo dieron.' },
  },
}
