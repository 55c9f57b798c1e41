/** What presets and settings of a run mean; see main/training/describe-presets.ts and models/training/settings.ts. */
export const settingMeanings: Readonly<Record<string, string>> = {
  Quick: 'Schnell',
  Desktop: 'Arbeitsplatz',
  Paper: 'Veröffentlichung',
  'One small network, ten epochs: shows that everything runs, in seconds.':
    'Ein kleines Netz, zehn Epochen: zeigt in Sekunden, dass alles läuft.',
  Reference: 'Vergleichsmaßstab',
  'Five networks trained with modalities missing at random, and a logistic regression for each modality beside them: the one to use, minutes on a laptop.':
    'Fünf Netze, trainiert mit zufällig fehlenden Modalitäten, und daneben eine logistische Regression je Modalität: das Richtige für den Gebrauch, Minuten auf einem Laptop.',
  'No network: a logistic regression for each modality, what they say added up. In seconds; what a network has to beat.':
    'Kein Netz: eine logistische Regression je Modalität, ihre Ergebnisse addiert. In Sekunden; was ein Netz übertreffen muss.',
  'share of logistic experts in the logit; validation = as ranks best there, 1 = no network':
    'Anteil der logistischen Experten am Logit; validation = wie es dort am besten ordnet, 1 = kein Netz',
  'Sizes and schedule of the EBR paper, for comparison: hours.':
    'Größen und Ablauf der EBR-Veröffentlichung, zum Vergleich: Stunden.',
  'networks trained side by side; their logits are averaged':
    'nebeneinander trainierte Netze; ihre Logits werden gemittelt',
  'inputs of each modality after projection; fewer features are padded':
    'Eingaben jeder Modalität nach der Projektion; weniger Merkmale werden aufgefüllt',
  'what the inputs are: leading principal components; or, informed, first what tells the outcome and what modalities share; auto = informed from 5,000 training encounters on':
    'was die Eingaben sind: führende Hauptkomponenten; oder, informed, zuerst was das Ergebnis verrät und was Modalitäten teilen; auto = informed ab 5.000 Trainingsaufenthalten',
  'of the inputs of each encoder; auto = 0.2, and 0 with informed axes, of which each input counts':
    'der Eingaben jedes Encoders; auto = 0,2 und 0 mit informed, wo jede Eingabe zählt',
  'width d of the unimodal encoding; its encoder is 2d, d':
    'Breite d der Kodierung einer Modalität; ihr Encoder ist 2d, d',
  'width k of the latent, of the last layer of h':
    'Breite k der latenten Darstellung, der letzten Schicht von h',
  'hidden width of h, and of the last hidden layer of its decoder g':
    'verborgene Breite von h und der letzten verborgenen Schicht seines Decoders g',
  'first hidden width of the discriminator; the second is half':
    'erste verborgene Breite des Diskriminators; die zweite ist die Hälfte',
  'width D of the fused representation': 'Breite D der fusionierten Darstellung',
  'hidden width of the classifier; 0 = linear': 'verborgene Breite des Klassifikators; 0 = linear',
  'how many layers a modality has by itself: early moves one of each encoder behind the fusion, late those of the classifier before it; in mt, the layers in which a modality sees only itself':
    'wie viele Schichten eine Modalität für sich hat: early verschiebt eine jedes Encoders hinter die Fusion, late die des Klassifikators davor; bei mt die Schichten, in denen eine Modalität nur sich selbst sieht',
  'statistics of each item, projected; or a recurrent network over hours, learned with the rest':
    'Statistiken jedes Elements, projiziert; oder ein rekurrentes Netz über Stunden, mit dem Rest gelernt',
  'hours before the prediction that the sequence reads; of earlier results only the latest stands':
    'Stunden vor der Vorhersage, die die Sequenz liest; von früheren Ergebnissen zählt nur das letzte',
  'codes and their ancestors as indicators, projected; or a learned vector for each, added up':
    'Codes und ihre Oberbegriffe als Indikatoren, projiziert; oder je ein gelernter Vektor, addiert',
  'words weighted by how rare they are; or the vectors of a text model in a folder, onnx:<folder>':
    'Wörter, gewichtet nach Seltenheit; oder die Vektoren eines Textmodells in einem Ordner, onnx:<Ordner>',
  'passes over the training encounters': 'Durchgänge durch die Trainingsaufenthalte',
  'encounters a step': 'Aufenthalte je Schritt',
  'Adam with decoupled weight decay, or plain gradient descent':
    'Adam mit entkoppeltem Gewichtsabfall oder einfacher Gradientenabstieg',
  'size of a step, at the start of the run': 'Größe eines Schritts zu Beginn des Laufs',
  'how the rate falls over the run': 'wie die Rate im Lauf sinkt',
  'step schedule: what the rate is multiplied by at each fall':
    'Ablauf step: womit die Rate bei jedem Absenken multipliziert wird',
  'step schedule: epochs between two falls': 'Ablauf step: Epochen zwischen zwei Absenkungen',
  'decoupled from the gradient, biases excluded': 'vom Gradienten entkoppelt, ohne Bias',
  'largest gradient norm of a member; 0 = no limit': 'größte Gradientennorm eines Netzes; 0 = ohne Grenze',
  'of the hidden layer of each encoder': 'der verborgenen Schicht jedes Encoders',
  'whether the rarer label counts more in the loss': 'ob das seltenere Label im Verlust mehr zählt',
  'where the output bias starts': 'wo der Bias der Ausgabe beginnt',
  'how much less counts what is already told, the gamma of the focal loss; 0 = cross-entropy':
    'wie viel weniger zählt, was schon erkannt ist, das Gamma des Focal Loss; 0 = Kreuzentropie',
  'weight of the mean cross-entropy of linear heads on each encoding':
    'Gewicht der mittleren Kreuzentropie linearer Köpfe auf jeder Kodierung',
  'weight of the losses that a fusion or a method brings of its own, times that of its authors':
    'Gewicht der Verluste, die eine Fusion oder ein Verfahren selbst mitbringt, mal dem ihrer Autoren',
  'weight of the reversed discrimination gradient in h':
    'Gewicht des umgekehrten Gradienten der Unterscheidung in h',
  'whether the reversed gradient goes on into the encoder':
    'ob der umgekehrte Gradient in den Encoder weiterläuft',
  'in discrimination blocks: keep learning to predict, only discriminate (strict), or no blocks at all (joint)':
    'in Blöcken der Unterscheidung: weiter vorhersagen lernen, nur unterscheiden (strict) oder gar keine Blöcke (joint)',
  'epochs of a semantic or discrimination block': 'Epochen eines semantischen oder Unterscheidungsblocks',
  'end the adversary when the validation loss stops falling':
    'den Gegenspieler beenden, wenn der Validierungsverlust nicht mehr sinkt',
  'share of the epochs in which the encoders learn before any is taught':
    'Anteil der Epochen, in denen die Encoder lernen, bevor einer belehrt wird',
  'share of the epochs in which weaker encoders are taught; the rest tunes all together':
    'Anteil der Epochen, in denen schwächere Encoder belehrt werden; der Rest stimmt alle gemeinsam ab',
  'loss: among the encounters of the batch, or against memory banks as in Tian et al. 2020':
    'Verlust: unter den Aufenthalten des Batches oder gegen Speicherbänke wie bei Tian et al. 2020',
  'how the stronger modalities take turns as teachers':
    'wie sich die stärkeren Modalitäten als Lehrer abwechseln',
  'weight of the distillation loss beside the cross-entropy of the taught encoder':
    'Gewicht des Destillationsverlusts neben der Kreuzentropie des belehrten Encoders',
  'what similarities are divided by': 'wodurch Ähnlichkeiten geteilt werden',
  'width q in which student and teacher are compared':
    'Breite q, in der Schüler und Lehrer verglichen werden',
  'encounters of a memory bank that an anchor is told apart from; crd only':
    'Aufenthalte einer Speicherbank, von denen ein Anker unterschieden wird; nur crd',
  'whether those have the other label, or any; crd only':
    'ob diese das andere Label haben oder ein beliebiges; nur crd',
  'share of the epochs with everything as recorded, before the others; smil and shaspec':
    'Anteil der Epochen mit allem wie erfasst, vor den übrigen; smil und shaspec',
  'weight of the squared error of the reconstructed inputs; cmae':
    'Gewicht des quadrierten Fehlers der rekonstruierten Eingaben; cmae',
  'weight of how far apart the shared features of two modalities are; shaspec':
    'Gewicht des Abstands der gemeinsamen Merkmale zweier Modalitäten; shaspec',
  'weight of telling the modality by its specific features; shaspec':
    'Gewicht des Erkennens der Modalität an ihren eigenen Merkmalen; shaspec',
  'stored encodings of each modality that a missing one is mixed from; smil':
    'gespeicherte Kodierungen jeder Modalität, aus denen eine fehlende gemischt wird; smil',
  'weight of how far what is filled is from what is there; smil':
    'Gewicht des Abstands des Aufgefüllten vom Vorhandenen; smil',
  'size of the step by which each batch looks ahead; smil':
    'Größe des Schritts, um den jeder Batch vorausschaut; smil',
  'weight of how well a predicted encoding fits; substitution predicted':
    'Gewicht der Passung einer vorhergesagten Kodierung; Ersatz predicted',
  'hidden width of the network that predicts encodings; 0 = linear':
    'verborgene Breite des Netzes, das Kodierungen vorhersagt; 0 = linear',
  'make a predicted encoding the smaller, the further off it may be':
    'eine vorhergesagte Kodierung umso kleiner machen, je weiter sie daneben liegen kann',
  'drop modalities at random while training and fill them by the policy':
    'beim Training Modalitäten zufällig weglassen und nach der Regel auffüllen',
  'the drop rate of an encounter is uniform up to this':
    'die Rate des Weglassens eines Aufenthalts ist gleichverteilt bis zu diesem Wert',
  'rate at which each modality is left out while training; masked training fills it, else it stays empty':
    'Rate, mit der jede Modalität beim Training ausgelassen wird; maskiertes Training füllt sie auf, sonst bleibt sie leer',
  'after training, match mean scores to what is recorded, and with a modality switched off to those with it':
    'nach dem Training mittlere Risiken an das Erfasste angleichen, und bei abgeschalteter Modalität an die mit ihr',
  'leave the slot of a modality without signal of its own empty, in training and in prediction':
    'den Platz einer Modalität ohne eigenes Signal leer lassen, beim Training und bei der Vorhersage',
  'epochs between recomputations of the ranking while training':
    'Epochen zwischen Neuberechnungen der Rangliste beim Training',
  'by which modalities are ranked as stand-ins': 'wonach Modalitäten als Ersatz geordnet werden',
  'how the stand-in is chosen from the ranked modalities':
    'wie der Ersatz aus den geordneten Modalitäten gewählt wird',
  'policy the model is trained and deployed with; auto = ebr for ebr encoders, predicted for smil and shaspec, else omit':
    'Regel, mit der das Modell trainiert und eingesetzt wird; auto = ebr bei Encodern ebr, predicted bei smil und shaspec, sonst omit',
  'keep the weights of the best epoch instead of the last':
    'die Gewichte der besten Epoche behalten statt der letzten',
  'share of the epochs, the last, over whose judged ones weights are averaged; 0 = none':
    'Anteil der letzten Epochen, über deren beurteilte die Gewichte gemittelt werden; 0 = keine',
  'each member holds out a fold of training patients to choose its epoch':
    'jedes Netz hält einen Teil der Trainingspatienten zurück, um seine Epoche zu wählen',
};
