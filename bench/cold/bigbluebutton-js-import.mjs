import 'bigbluebutton-js'
