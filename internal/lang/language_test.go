package lang

import "testing"

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"fr", "Le maire a déclaré que le port est fermé depuis lundi. Selon lui, les bateaux ne sont pas sortis et la tempête a fait des dégâts dans toute la ville."},
		{"de", "Die Bürgermeisterin sagte, dass der Hafen seit Montag geschlossen ist. Nach dem Sturm sind die Boote nicht mehr auf das Meer gefahren, und es gab keine Verletzten."},
		{"es", "La alcaldesa dijo que el puerto está cerrado desde el lunes. Según ella, los barcos no han salido y la tormenta ha causado daños en toda la ciudad, pero sin heridos."},
		{"pt", "A prefeita disse que o porto está fechado desde segunda-feira. Segundo ela, os barcos não saíram e a tempestade causou danos em toda a cidade, mas sem feridos."},
		{"it", "Il sindaco ha detto che il porto è chiuso da lunedì. Secondo lui le barche non sono uscite e la tempesta ha fatto danni anche nella città, ma non ci sono feriti."},
		{"nl", "De burgemeester zei dat de haven sinds maandag gesloten is. Volgens haar zijn de boten niet uitgevaren en heeft de storm veel schade aan het dorp gedaan, maar er is niemand gewond."},
		{"sv", "Borgmästaren säger att hamnen är stängd sedan i måndags. Enligt henne har båtarna inte gått ut och stormen har gjort skada för många, men ingen är skadad."},
		{"da", "Borgmesteren siger, at havnen er lukket siden mandag. Ifølge hende er bådene ikke sejlet ud efter stormen, og der er nogle skader, men ingen blev såret af det."},
		{"no", "Ordføreren sier at havnen er stengt siden mandag. Ifølge henne har båtene ikke gått ut etter stormen, og det er noen skader, men ingen ble såret."},
		{"pl", "Burmistrz powiedział, że port jest zamknięty od poniedziałku. Łodzie nie wypłynęły, a burza jest już nad miastem, ale nikt nie został ranny."},
		{"cs", "Starostka řekla, že přístav je od pondělí zavřený. Lodě podle ní nevypluly, protože bouře byla také nad městem, ale nikdo není zraněn a škody jsou malé."},
		{"ro", "Primarul a spus că portul este închis de luni. Vasele nu au ieșit din cauza furtunii, dar nu sunt răniți și în oraș pagubele au fost mici."},
		{"hu", "A polgármester azt mondta, hogy a kikötő hétfő óta zárva van. A hajók nem futottak ki, és a vihar után már csak kevés kár volt a városban."},
		{"tr", "Belediye başkanı limanın pazartesiden beri kapalı olduğunu söyledi. Fırtına için tekneler çıkmadı ve şehirde çok az hasar var, ancak yaralı yok."},
		{"fi", "Pormestari sanoo, että satama on ollut kiinni maanantaista. Hän kertoi, että veneet eivät ole lähteneet ja myös kaupunki on kärsinyt, mutta kukaan ei ole loukkaantunut."},
		{"id", "Wali kota mengatakan bahwa pelabuhan itu ditutup sejak Senin. Kapal tidak berlayar karena badai, dan kerusakan di kota ini tidak besar untuk saat ini."},
		{"ru", "Мэр сказала, что порт закрыт с понедельника. Лодки не вышли в море, но раненых нет, и ущерб был небольшой."},
		{"uk", "Мерка сказала, що порт зачинений з понеділка. Човни не вийшли в море, але поранених немає і збитки були невеликі."},
		{"el", "Η δήμαρχος είπε ότι το λιμάνι είναι κλειστό από τη Δευτέρα."},
		{"ar", "قالت رئيسة البلدية إن الميناء مغلق منذ يوم الاثنين ولم تخرج القوارب"},
		{"fa", "شهردار گفت که بندر از دوشنبه بسته است و قایق\u200cها بیرون نرفته\u200cاند"},
		{"he", "ראש העיר אמרה שהנמל סגור מאז יום שני"},
		{"hi", "महापौर ने कहा कि बंदरगाह सोमवार से बंद है"},
		{"zh", "市长说港口自星期一起关闭，船只没有出海。"},
		{"ja", "市長は、港が月曜日から閉鎖されていると述べた。"},
		{"ko", "시장은 항구가 월요일부터 폐쇄되었다고 말했다."},

		{"en", "The mayor said on Tuesday that the port had been closed since Monday, and that no boats had left."},
		{"en", "THE MAYOR SAID ON TUESDAY THAT THE PORT HAD BEEN CLOSED SINCE MONDAY, AND NO BOATS HAD LEFT."},
		{"en", "Ana Duarte, Rui Leal, Jean-Luc de la Tour, Jan van der Meer, Karl von Este, Maria da Silva, José del Río, Li Wei, Omar al-Hadi"},
		{"en", "1, 2, 3, 4.5, 100, 2,000, 3,000,000, 17:45, 2031-05-14 12 % 13 14 15 16 17 18"},
		{"en", "Storm shuts Velsund port; harbour master blames late warning"},
		{"en", "Port authority chief quits amid ferry safety probe, Duarte named interim head"},
		{"en", "Le Port"},
		{"en", ""},
		{"en", "The mayor wrote: “Le port est fermé et les bateaux ne sont pas sortis dans la tempête.” She later told reporters in English that the boats would stay until the weekend."},
		{"en", "«Порт закрыт», said the mayor of Velsund on Tuesday, and the harbour master told reporters that he agreed with her."},
		{"en", "\xff\xfe\xfd"},
	} {
		if got, name := Language(c.text); got != c.want {
			t.Errorf("%.50q: got %s (%s), want %s", c.text, got, name, c.want)
		}
	}
}
