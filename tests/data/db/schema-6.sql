-- count term 1
-- count unit 1
-- count teacher 9
-- count class 10
-- count assignment 10
-- count rubric 2
-- count observation 42
-- count exam 1
-- count paper 2
-- count result 10
-- count meeting 1
-- count action 2
PRAGMA application_id = 1786346033;
PRAGMA user_version = 6;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE setting (
	-- One row a setting.  The key is the primary key of the table itself,
	-- so that changesets carry it and undo can put a value back.
	key TEXT NOT NULL PRIMARY KEY CHECK (length(key) > 0),
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('school','实验中学');
INSERT INTO setting VALUES('subject','数学');
INSERT INTO setting VALUES('unit','数学教研组');
CREATE TABLE journal (
	-- One row for each writing command: who did what, when and why.
	-- AUTOINCREMENT: a number that was printed is never given out again.
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at TEXT NOT NULL,             -- UTC, 2026-10-12T08:30:00Z
	who TEXT NOT NULL,            -- as the person called himself
	command TEXT NOT NULL,        -- the command line
	reason TEXT,                  -- why, where one was given
	action TEXT NOT NULL CHECK (action IN ('write', 'init', 'undo',
		'redo', 'upgrade', 'restore', 'seal', 'unseal')),
	schema_version INTEGER NOT NULL, -- of the tables in the changeset
	rows INTEGER NOT NULL CHECK (rows >= 0), -- changed by this entry
	target INTEGER REFERENCES journal (id),  -- undo, redo: of which write
	-- write: the undo in force; undo: the redo that has used it up.
	undone_by INTEGER REFERENCES journal (id),
	size INTEGER NOT NULL CHECK (size >= 0), -- of the changeset, inflated
	changeset BLOB,               -- SQLite changeset, deflated (zlib);
	                              -- last, so that lists need not read it
	CHECK ((changeset IS NULL) = (size = 0))
) STRICT;
INSERT INTO journal VALUES(1,'2026-11-21T01:30:00Z','root','jyz init --school 实验中学 --unit 数学教研组 --subject 数学 --term 2026-1:2026-09-01:2027-01-20',NULL,'init',6,5,NULL,NULL,360,X'789c0b616264284e2d29c9cc4b671062606629cdcb2c61e67f3675c3d3b5cb9e4d9df97cc194e7bb5b8012ecc5a54959a9c925cc6c1039a0105b7172467e7e0e33cfd375f35eaeea79b2632d503c84839101024a528b728146c2b88ccc0a498946c94949c6e606462966a669a9e6c6c92629e6662926499689498989e696cc2246064666ba8686ba468621068656c606560606513844d920a2cc5c60dac052d700c2360732748d0c5843b861360301c857a86e314f033ac3d434c5dc00e89644cbd4648ba454d334b36443cb54b3448b440b92dc821e5eccace945f9a505b0b062050200005561d6');
INSERT INTO journal VALUES(2,'2026-11-21T01:30:00Z','root','jyz teacher import docs/sample/teachers.csv',NULL,'write',6,9,NULL,NULL,1074,X'789c95d3cd6a53411407f0d46b5a3fb212c1ed7d81c29933df7d8eaedc94993967da8568098a0fe0a6b4d0ba709182c180055d88146aa94aacd067496e9a9d8fe0084aa134c23d1c667136bff9f8cf7a6fa97355cf39a42dee771e74fe4def56b5b346510269ad0256a4d07aa942e0a0bc353e70f51001cdaa10ab28d641ac49580378bc607aefd7e8f3d9eccd71f36ad4ed562b7fc16ea92bf34e550b20e9d06326a06851a2560a440c21124707aa95d96b3e7d980f4ea61fdf962eeafda7fc72e34679a9aa534cba7496de0bf04c2645545924278c3600a695bc3cdbdfbbdc3d29666fb3ffecc5f6c6130e741dbd55d072af5a23a1c6c886230a199c020342ba50ec766833dc9f8ebfff39e8769f6f36ab6266112d194f8a809dd726bb900c25875a624eb69d391d8f26e377ff356f9767458b287cb6d670c9514849028187727e45c2614b7367d07cd95b18a36e554ba7a2d44990565c526c9289ec1d478836bad6defc70673e3c5ce82d5775286171c29245e21c24a16460d03a9645baa8db7997a7a7b3f7bb0bbd95aa8ec9080d496a99307a5bbe86711848668404c6e756dea3f9e0e7e47c383d389a7cfd717136f9765cba39787d6d03bf01359bfdcd');
INSERT INTO journal VALUES(3,'2026-11-21T01:30:00Z','王芳','jyz class import docs/sample/classes.csv',NULL,'write',6,10,NULL,NULL,1420,X'789c9dd4316e54311006e00d66378052210ef0ca2058e4f1d8633be74845371e8f2bba5c205524244428b90242345411e7215ac129b0444276c55b88ecc6d234fe34f38f4f8f0e167747def0d9d9e2e9e2b6f6d84c39442aa489552c7345aeb6340662a2845ed43c73d6d11a60ede0d4c209da136b5fefa91efdf8fcf1fbb777c7f87c73f9e5e691c39f66f5bb6c569bb79f361f2e96b7cfbf582eef2c8fcc44a91549da026688587c646d8e520c011a621db3b8fb595e6e5b9e9849941cb04b8e820a510ba192d32ccd29b78e1bb2f83d96ebf717d7975fff585e6d5b0ecc54a8a59aa90bbc27a9a551452c5a38c59c5c1ab05c9d1fc38ce5eafcafbeacb72d0fcc84924539083670423126ccd9716dd1db5ab8c421cbdc8c662c3b7d3166aaa42edbda7cca5c7271558bcb3e02a822656c4396b9ecce5876f2f2b0f7457b4fbc6076649d63058f817a5ba0644d09c390652e2fff9bd1d24cc031714f88b51d546bcb51a470240d602595813dea96b0c7f2afecaefa4e73ab0d288216c47e25b658812d28366f612cbb743fcbce8c0efb8cac44ec1b03c2b63546890a25f4cf2ec708b5c8d04ecfedd1ccffd267f40b4c395aea');
INSERT INTO journal VALUES(4,'2026-11-21T01:30:00Z','王芳','jyz assignment import docs/sample/assignments.csv',NULL,'write',6,10,NULL,NULL,1203,X'789ca5d43b6e1c310c80e1f5cab37e94410e30173040521429f91caed2491465a4881be72ab942ba00b954728e8c8b859aa92653092afe0f43097a79bc395dbffafefef5f5ed9bbf7d3f7d3a5db71fc24a9190d82489552b09e3c05693d9809a7bed2d7c262079427c227c017c8ef00cf0657ff79abdccfee5ef8fdf7f7efd5c9665aaf76145f66cd5b923339182e55a108c4a2eac55f0881a667f4f7d0cab891094e13935f8f09962af4ae0d43bb8c723eac3ecefa9376115492aa9b72150d033f2d028a964825ab8aa1c51cfb3bfa79ec33ab044cce682945a168ade63eb0aaa3d6535fd2ff5bcab86ed36558e9aad0f16436137d896bc1dec366830b623eaedecefa9b7612ddca48145c00e9cb72bacdc95b59552cc41e188baccfe9eba849505845acd55478e85aa3272ddfe1ea28d04548fa8f7b3bfa75eb60943726a461223b9835735865172d76de6d2e9887a37fb7bea5d589549cccb00f5f4f13878abad9016cfd41cf9d084c3ec4ff51f5a67dfe2');
INSERT INTO journal VALUES(5,'2026-11-21T01:30:00Z','王芳','jyz observation import docs/sample/observations.csv',NULL,'write',6,152,NULL,NULL,16433,X'789cbd5a599b15c51976e839330362500437140f8a4b164c6dddd565f6cd6c663364330b567555994984e1192626dee4011486557c5482c2a0210144c216258445e4deab5ce507e4993e67e626b9cb9517a97672faf4cc774e9d33cd20173c35676aea7cf5f6fbbddffb55f5ea953dd775fe37a43698e1a7e5c8e0d0baeb165fd7f88bf94155259c711c87cc8689e4962a1d1b6a2d3691318c1a192c218844ab305e45f06a841fa6e861841e6ff3e9820f3e456215e68daf18680ce6057db5bd67d293478385b55da3d970f4b2fb3fff75631004fd7a7868fd9ac175952058677e5bf9ffbfc6ef7b2a95e0b6f12b876a9b4ed7766cac8d9daebf7c2c7d775f6dd399f4f24b95e0c1f1cb63e3e7f7a7dbb6a67fddfc9f7776d59e7f23dd762e1d3b5665a8ea3e9d7cf1f5f14b47d2ad5b1aeb36d11808aa54ab84592b8d89144b681c734d71c222cb0c33c89a9268b0c657f43591cfd1a89fdc5e3bfd72f6d3b67d605e37682c1f7f77e7e49f5e99dcb8dde1908e6e75bb4ef7bc92beb327dd7666fcf26e0757ede8e6f4cadfeafb9f4bf7ec7693278e6e9a387464fcfc0e88c1f58e113489b065dc7225631e19c1634509c5d60d2593b61c0684e45b828c583479606bfac23617e0c49517eaa7f6b520c5023d289f5c37b4616430a9040b92a1b56bcdba1139fc4c650622d5a7ba0064697a664ffdd24b13a7de74df5e7ff9f5dac123e9a6fd108d05413541b17bf48925d6444229c1b05634523254864b4dc29268e0c657549aecf3322247ad2758b041ae356b4686d667501449d158ebeec30e83f4f43be9962313a3c7ebcf9d73004cee3be520a98d6d7769513b716856a4b821a8464e0fac71894195a1c252211385b84b9650298b95be5a52b49089455302e1029c8ad4ab147dc3e6e9418844c6869513572ebbdda77b76d4f66548d4f69f9d1c7b6bfce2d6dac683f54b6727ae8cd68fedec9e130f3a95b0893009e702312185219a312da8312a144c1251060cf729168013410ec6e2f1f3bb1d2d1c87333c36be3171f65863526f13bad65ad1586e05eb1a8c15e9e90be3e74fba6f74486414d9f276eded63e9d6dde9e1fde3e7378e5f3c00815918548da64287826a4242142586f19053878cb6280e85c057cb92be6612e4c0e42c498f8ca69bce396c00517a0ac00cac1f96891311d352493b254d195c1605556d1409431c0b84b8a08c2b8c6364632d91954ae9b2d913e6b1b728b22ed2f645b67b443a49e9b2fa8913e317774d6e7a696a66bae774565fb7fd317dfe12c4e2234e506383432aa92424a648e338464409421c2a3192212b89052cb13d052579fd626dec449e422de098565e0022b9b0feb30b44507defabf54baf4ea9487de789fa5f76bae49ad8f86c96b9fbce4dee3bdbe0cbe1293f02615a19540932711c69a4849671844391085793118fa338348e4fe534060900d3821ca6f9b51d07eadbdfac5fbc92bb940296c366fdd0f088c785cc61c1e9711aeb18e2eaad0c354bac464e4f70a42384ac15cc184bcad104e5be34afa77d1d5d487f2b81f5664d972a3bbbdcb9cfe96bc858ac15162a928c854828a7b809270ad11847ac8c35cb0a4faeaf15a8231dad59514a3cbeec9eff7a6dfb1c24cdbca01a2628b4218aa5720685c6dad2440aa4058935d18a95ac3f286e61cb1bf82c75b29f6e79d63d464772a030bd4d942a1b467ea39f699f3f5d72660e80ba3fa8c632c6d4559e481aab38d6a1c231238629213136362e4924ea01aa6541ea6dcef37b97ea3f1c42539b9e38756ce2d4c574cb16b7bf0ca7b1ed0ef6f4855d136ffcb9f6f6ded96655e02a1263582a1d72a615a75cca388969424282b40e235c068cace943406a7a7330964d855f3b7868fcd2b9f1f3cfa757b638399cfab14532b6f5b9b312e06e1dee034195511b591529e1b406f3286b036d424d2291539e384c4af28383bd35ab4f5fedf0c9746c6b8bd27383366b87d66d1819fee0f8a2a5ca147158563b7865fcc2d1daf92db523fb331c4677d7375fa81fdf948e5e9c93fca93a43873471054a853c6b8b0d2696698da8768ed7758b312f599d734397979cf99eea5c703ad3ec4b4bef3faf6b8599459dee0daac279382d2385b5554e6475e83a211e6b23ace5ae0f10579b3c3912d3fbe3f4efa7daf4c7f3baf472cb8f778dc8559c29ad70adb32bd9842438b2210d791421c235c6d97192b421375149ae44a012f7b6689d270f9c73e40769d7d3496e07ba96db6e55a51254792ce24c59b8b5ae1d72985091309c08c493d01853465532ae608044d04d7b58a8cd1dcdad5f53ae821ff7387e108628765e2e412236ae0ce144534a0855986a6b4b9aba263fbc4e77fad14a7fb7fcc8e4e49a61d2979db0486635e58a139737186b129a50454948a873bdb64cf7338d29bd30673c272c2dd3a64315faf0ecdcbd4e8443e77c3391b1b1c471481367ea126b436558188549590ac103a9e2e9dc0776ced717ccacdb6dcee856bcff21d4ecfea0aa34a691c3270c236d39b33cb6ae9b125262ab24b2657478dad97e9e674d4fb3a876e02d57b09dc1abfde1827bde2dcccdf572fdfaa1c1752319953eec0b8f652ed188345c860917d848490c6184bb66004b4384e6092ac31cb48ae4e2330025b9e5f5cfac1a816ba63c7764477511a184a288b3588928b6388a18a30e942812912ae57c8b80e48fb5e0ecd23dbba68852c6d9ddfbae971e654e2c6f778a82a9e194c990214e42e4f8a1429cc4496444a258b9a2e460a080177d1d4d4ba128f50ead376d7891dd7974e958e6404e6e736646badaecbaa14828648824d410c25dbb2491230d42650ea8a621340f6a6ec1ccecde3b71e6d9d667dd8d83860e05cac399d975d0773b6975522a8926118d51829d9a10812dd63426486637a757db0ee581573a9ee90e3481c85d5ddb1e20bb1199cb73cbe5419590882424bb2d74ce5666270ad991a540c875868946654b710884b2d2b11417a0e8a285ce1369b88b33ee32aa7257500d25118961aeef314e5362cca298bbc6d986040b9484659ac52c67729f92df83b46c0066e64ce1e26c7a159e8bb3dd59b0e6cea0ea3c5b2435e3d43a4c70e4da012e8522386421e6cec79504263fb8ccbd497f975d74c706e0bd6b81c4e2a08a896b7b42a6b3b7306c76c32cb88a84495476fd1126a5ee5651c1cace83f9e3e91107a0acb6bb697eadebfa5326796e76c9835c0ba49248526e4982b911c40813eb4c629350963ab32d2253ec8767714cd9a2f2b48128732a73cf991b83aa6b0b4d62a873f44a0a870fc25c12cc11e1486855d6d937b3a71fca4a97c7fe4197febe4be65c85b5bd29a8da4471c319230a45cc522304371ac5214b9c6d894abdd8338d402dd4b7dd3b1c05801aa4697fe93a7c0d1dff2dcebc4486b9a28d62cd1c7d1065563091248229d71c715a527b71e4c9ab8eafb67479a9360bd19903d37b6b768297dd06308bb14bb59029c51345e2288ea8337f912cf3365456a7e00564f1fdb80367a77ae8c2ed40f192bfd5d95d7eebf8e235e4ce1257ad9cd7652254525aa639479a2ad737c58c85123bea94ba0728a654ae3c958e67778537a8e6f696ba4cb95a1a540dd582d228b1c860ab4212f3d8f54889318269a44ca99ec0a515bc22e92934d21736b77dabb4e35b739d4f16fc47ddaba7162abc69bb6670c4ac2dbe6e0b7bbb9983caf1e6f4cf37068b80c23606c1b9e6f455f0cc65e660c036a7ebc66065db607affd59cfe05100c8cfd91c2bbb450d240ecd5e674038201b1cf7fb139fd13edbf260fe67785975ac1acde9983e256bf08b60a82e97fad39fd932098cacc4111190bb60a8339d39cfe25100c985ee4cc02c87c4082f79bd39f04c1c0d80b403e04b60a63ff7d73fa4741aef6cd1c048f35a73fd118dcd53698de470b6fa582adc2d50be9f1650024dcea92e6740982f1c6fe20546c1f09be0282f1aebe106c15225320f0c7c16382c957585d81adf6cf1c04cf15de6704cc82ab17a63f02fe0eae5e50820430d22b7a1f6bbb683e98f7efe6f4af36063776b5fa4700eeded8bf0e56872af64473fadac6e081f6a95de0cc4a10833776f04bbf027f0dc40ecb414196ee03c1784bd95360ab5e49fd2608c6cb775863bcb10f8160bcc2713fd82a7caa0f155e2802c1400566cde9df005b852428c8d20320182f67d681bf83401690196ccfb5567caf02fcbca5ec5b60ab5e9d69f64dedb75aa84d2b4030deadfe126c1592a0b0d50a0806ae5ea87c8f82ad82d58bb2f46bf098bc04bea7eda22d63ff4e63b0a4fdea856cea035bf5ae7e2f98e57daabf025bf5d626a875ded5bf0db60a562fe2be0c3c4c6f197e0cacee35289f6b0c16b68fbdb0faf7c1ea3098c256ef681b434b8dfc2c08c6cbc8dbc1a2ded4fe2e88dddb7b7c0604e38dfd7b60756f30b78145bdcdc4a74130ded53f05a67b1df6dd006e38fdbde6f41f824d783b9b874130deaeec4760756f195e0e62f7062340305e83b21e2881d7ba411fee5d7d35e00c4cbec2f4fcac777efbe905d1fb0100d26baeee048cf42ac14fc1eadee98bc1c3f4b6b711d8aab755b919ac0ea7179cdee32076afce70108c77fa4fdae778ab220f7db8373d1808c6ebf46e6a3baba5ddff3188ddab332108c6ebf40898eeedcad680b4f206730b80db9b7c1404031d47c12ddd0a56f7da9f5f80d8bd8f297f95b8f9cec9cc4111999f83d5bdb1c382e75d1d8360bcb2b414acee55829f81d85b90e07f3a012226');
INSERT INTO journal VALUES(6,'2026-11-21T01:30:00Z','王芳','jyz observation add --class 高一1班 --teacher 李强 --topic 函数的应用 --visit 推门课 --score 88',NULL,'write',6,1,NULL,NULL,245,X'789c0b516164200cf2938a538bca124b32f3f3188418603a349915ccd3cc938c52532d522d538d802c0b338b1433a3d43483244bb394d4e444536611230323335d43435d23c31003432b63032b0383281ca25c085156981d8ccc6ccfa66e78ba761933ffd3f6bd40e6f3592d4f774d793e65054c051342297b4a517e417c661e2b024025951290c458013a642c95');
INSERT INTO journal VALUES(7,'2026-11-21T01:30:00Z','王芳','jyz 听课 添加 --班级 高一5班 --授课教师 欧阳娜娜 --日期 昨天 --节次 3 --课题 对数函数 --分项得分 教学目标=9 --分项得分 教学内容=13.5',NULL,'write',6,3,NULL,NULL,360,X'789c0b516164200cf2938a538bca124b32f3f3188418603ab49815920d4c8d0c4ccd934ccd2d0d4d528dcd2d92d30c92cd8d130d2cd24c530c530c99458c0c8ccc740d0d758d0c430c0cad8c0dac0c0ca2708872c1450d605630c318accc6ccfa66e78ba761933cfd3f53b41ccf6bd401226cd016330b22200363156d61088389297e2334b527391fc5504f7208cc184ce607543282fc450ce88ce606e0100af9e2f8b');
INSERT INTO journal VALUES(8,'2026-11-21T01:30:00Z','王芳','jyz meeting add --date 2026-11-16 --topic 期中质量分析 --present 王芳 --present 李强 --present 刘洋 --absent 陈静:病假 --views 李强：试卷偏重计算；刘洋：学生审题不细 --decision 高一加一节函数讲评课 --decision 每周互听一节',NULL,'write',6,7,NULL,NULL,599,X'789c0b116364c0067253534b32f3d219841860f28ccc0aa94696c9e666e6060606a646e6a946666689491686260649e68669266916e6a6cc2246064666ba8686ba468621068656c606560606513844b960a28666ccace945f9a505089b849ecd99ff64c7da175b56bc6cef7fdad1f66cde04560460b67c36b7efe99e5deff7cc7ab17eead3deed4f1bfb5fb6f7be58b7f0f9bae9eff7cc7eda31e3d9966ea0ecd3b5cb9e4f99ff74ddc2978b663cd9d1fb7c771b2b6b081b23b207e3134b4a52f35212f3925391fd8ac960662f284a2d4ecd2b818bb022d43361a867c250cf84a49e19433d33867a1624f52c58dcc3969884ac9c9599edf9f4d6a78ded2160c530efa5a426671667e6e711f09cdccbd5c0106a78dab50048bee86a7adabef7d9d40d2fd66d7ab1bee5c5fa7df87d2af46c7dffd3892b9eec9af474c21a887e00ea658fee');
INSERT INTO journal VALUES(9,'2026-11-21T01:30:00Z','王芳','jyz action add --what 编写函数讲评学案 --owner 李强 --due 2026-11-18 --meeting 1',NULL,'write',6,1,NULL,NULL,183,X'789c0be16564400289c92599f9790c420c3051466605cb14f3244323d3649344f354034b03732303e3440b8b64c3d4a4540ba3d4640b6611230323335d43435d23c31003432b63032b0383281ca212cff74c7bda36f369fbde675337bc58b7e9c5fa96a76b973d5bd801b39089990ba6d1d00c896d0177112b10000002cc29cb');
INSERT INTO journal VALUES(10,'2026-11-21T01:30:00Z','王芳','jyz action add --what 分析高一5班错题 --owner 欧阳娜娜 --due 2026-11-28 --meeting 1',NULL,'write',6,1,NULL,NULL,181,X'789c0be16564400289c92599f9790c420c30512666050b4b638b34734b4b8b341303135393b4a4a4544b430bb324131303634393244b6611230323335d43435d23c31003432b63032b0383281ca2624f3bda9ecd9bf072f58c273b1a4c9ff7af7d3965e6cb453360d6713073c1b4199a21d8461630058cac400000f10d26d2');
INSERT INTO journal VALUES(11,'2026-11-21T01:30:00Z','王芳','jyz result import docs/sample/averages.csv --create-missing',NULL,'write',6,13,NULL,NULL,1722,X'789cad94bd6b944110c6ef6e7397182c54b47fad2c34323bbbb31f01c14eb01085ab148bfd98ad144254b033686b1b482158083612b4b00856765a5b68294212e21f60effa9abb5ce4aa3ba7d965f6657fcf3c33ef0e97bb9d51f0e370bf73a6334a74456375343179abd944324a259b725d22a9a29d575e9c4540b322e50aca21c85505ab00b7a7678fae3db9ffe2e5eecef6c1c6b383b79b6279f4b1847ebf3f3c7da4e730d6c21aaf1fd7c5212368446b55421f64f2926b86bc0f84e869365d83fdcd777bdbafc5e0e79baddd9d8dc3830ba7faa338d2d0130de602e818a3b23238471e9d4992b1f8221129fc070d1f9e1f1eac6e8d350c271ab6ce0f1edd7b3861cd09d150c19c63ce8102686f6dc6ac1c42c9d672363453cb7ae3fbff6c7ad7ae3f1d99d3b938e9ca92680a93cd155dbbe3a547a33221c9acb3f46c1d9bb9f04b2dfee6e3bb63e2a549fcb2688ccec6598a5814f85abd72ca78827a3b1aaedd9a0bdf3adf33dfce8dabbf3c89af735972b0b5f7c8896c009fa396d6b9688b223606669bcb639b9e78f5f9e328b3f2cf481a1709c18025677c28912185c4aea8c40520c15cf8d686eeafefdde9e60bd140d6955d1ce6c81c5549c55070842192c5a467327f8c172d7eefd3f9e9e62f88c629a8ae170821934c08117dd1120c169281b49e0bbff017ff354d37bf2f1a5d94d61828795dfb5e287b0d4949971d72a862e6c2f75bfc97f7b736a69a3f108d8adaa5c02c8b2688d9031045c7ba4ebf2e98dc5cf8418bff7163677af58bf535748e739d7845c616af20d6f7c7780f899401cf79ae1f6fb19dfc3b4fae5c9dc0ff06bd1c1ce1');
INSERT INTO journal VALUES(12,'2026-11-21T01:30:00Z','王芳','jyz observation remove 1',NULL,'write',6,8,NULL,13,680,X'789c0b516164200cf2938a538bca124b32f3f3183819603a1899158c138d132d9392124d534c92d3520c8c4c0d0ccd52cc0c0cd2d22c4d5253d38c98458c0c8ccc740d0d758d0c430c0cad8c0dac0c0ca270887281450d2c750dcc615630c3186ccc6ccfa66e78ba761933ffcbd96d4f27743c9fd5f262ff84e7eba6c354b0c3184cccec2945f905f19979accc1c054589c92599c9a9ac5000773b2b2bb3ca8bfd7b5f4e5ff7b4bfebd9f46deff7f43c9bb5e5e59c4d4f76b53d6b98fb7cf79617fbdb9fafe86665967ebe66cd935d3d2f1b273fd9d7fd72d18ca7fdeb9fec5efab463c1d3bedd30634320062385537c66496a2e032723dc42c20c66058472260c554ce80c960d08e5cc18ca99d1191c2608e52c18ca59d019ac1508e5ac18ca59d1192c7508e56c18cad9d019c85e65c750ce8ece606e01001cee6733');
INSERT INTO journal VALUES(13,'2026-11-21T01:30:00Z','王芳','jyz undo',NULL,'undo',6,8,12,NULL,680,X'789c0b516164200cf2938a538bca124b32f3f3188418603a1899158c138d132d9392124d534c92d3520c8c4c0d0ccd52cc0c0cd2d22c4d5253d38c98458c0c8ccc740d0d758d0c430c0cad8c0dac0c0ca270887281450d2c750dcc615630c3186ccc6ccfa66e78ba761933ffcbd96d4f27743c9fd5f262ff84e7eba6c354b0c3184cccec2945f905f19979accc1c054589c92599c9a9ac5000773b2b2bb3ca8bfd7b5f4e5ff7b4bfebd9f46deff7f43c9bb5e5e59c4d4f76b53d6b98fb7cf79617fbdb9fafe86665967ebe66cd935d3d2f1b273fd9d7fd72d18ca7fdeb9fec5efab463c1d3bedd30634320062385537c66496a2e72601166302b20943361a8624267b06c402867c650ce8ccee030412867c150ce82ce60ad402867c550ce8ace60a9432867c350ce86ce40f62a3b8672767406730b005c3b6774');
CREATE TABLE journal_record (
	-- Which records an entry touched, rows of parts under their head.
	-- row is the record's id; 0 in tables without an integer key (setting).
	tbl TEXT NOT NULL,
	row INTEGER NOT NULL,
	entry INTEGER NOT NULL REFERENCES journal (id),
	PRIMARY KEY (tbl, row, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO journal_record VALUES('action',1,9);
INSERT INTO journal_record VALUES('action',2,10);
INSERT INTO journal_record VALUES('assignment',1,4);
INSERT INTO journal_record VALUES('assignment',2,4);
INSERT INTO journal_record VALUES('assignment',3,4);
INSERT INTO journal_record VALUES('assignment',4,4);
INSERT INTO journal_record VALUES('assignment',5,4);
INSERT INTO journal_record VALUES('assignment',6,4);
INSERT INTO journal_record VALUES('assignment',7,4);
INSERT INTO journal_record VALUES('assignment',8,4);
INSERT INTO journal_record VALUES('assignment',9,4);
INSERT INTO journal_record VALUES('assignment',10,4);
INSERT INTO journal_record VALUES('class',1,3);
INSERT INTO journal_record VALUES('class',2,3);
INSERT INTO journal_record VALUES('class',3,3);
INSERT INTO journal_record VALUES('class',4,3);
INSERT INTO journal_record VALUES('class',5,3);
INSERT INTO journal_record VALUES('class',6,3);
INSERT INTO journal_record VALUES('class',7,3);
INSERT INTO journal_record VALUES('class',8,3);
INSERT INTO journal_record VALUES('class',9,3);
INSERT INTO journal_record VALUES('class',10,3);
INSERT INTO journal_record VALUES('exam',1,11);
INSERT INTO journal_record VALUES('meeting',1,8);
INSERT INTO journal_record VALUES('observation',1,5);
INSERT INTO journal_record VALUES('observation',1,12);
INSERT INTO journal_record VALUES('observation',1,13);
INSERT INTO journal_record VALUES('observation',2,5);
INSERT INTO journal_record VALUES('observation',3,5);
INSERT INTO journal_record VALUES('observation',4,5);
INSERT INTO journal_record VALUES('observation',5,5);
INSERT INTO journal_record VALUES('observation',6,5);
INSERT INTO journal_record VALUES('observation',7,5);
INSERT INTO journal_record VALUES('observation',8,5);
INSERT INTO journal_record VALUES('observation',9,5);
INSERT INTO journal_record VALUES('observation',10,5);
INSERT INTO journal_record VALUES('observation',11,5);
INSERT INTO journal_record VALUES('observation',12,5);
INSERT INTO journal_record VALUES('observation',13,5);
INSERT INTO journal_record VALUES('observation',14,5);
INSERT INTO journal_record VALUES('observation',15,5);
INSERT INTO journal_record VALUES('observation',16,5);
INSERT INTO journal_record VALUES('observation',17,5);
INSERT INTO journal_record VALUES('observation',18,5);
INSERT INTO journal_record VALUES('observation',19,5);
INSERT INTO journal_record VALUES('observation',20,5);
INSERT INTO journal_record VALUES('observation',21,5);
INSERT INTO journal_record VALUES('observation',22,5);
INSERT INTO journal_record VALUES('observation',23,5);
INSERT INTO journal_record VALUES('observation',24,5);
INSERT INTO journal_record VALUES('observation',25,5);
INSERT INTO journal_record VALUES('observation',26,5);
INSERT INTO journal_record VALUES('observation',27,5);
INSERT INTO journal_record VALUES('observation',28,5);
INSERT INTO journal_record VALUES('observation',29,5);
INSERT INTO journal_record VALUES('observation',30,5);
INSERT INTO journal_record VALUES('observation',31,5);
INSERT INTO journal_record VALUES('observation',32,5);
INSERT INTO journal_record VALUES('observation',33,5);
INSERT INTO journal_record VALUES('observation',34,5);
INSERT INTO journal_record VALUES('observation',35,5);
INSERT INTO journal_record VALUES('observation',36,5);
INSERT INTO journal_record VALUES('observation',37,5);
INSERT INTO journal_record VALUES('observation',38,5);
INSERT INTO journal_record VALUES('observation',39,5);
INSERT INTO journal_record VALUES('observation',40,5);
INSERT INTO journal_record VALUES('observation',41,6);
INSERT INTO journal_record VALUES('observation',42,7);
INSERT INTO journal_record VALUES('paper',1,11);
INSERT INTO journal_record VALUES('paper',2,11);
INSERT INTO journal_record VALUES('result',1,11);
INSERT INTO journal_record VALUES('result',2,11);
INSERT INTO journal_record VALUES('result',3,11);
INSERT INTO journal_record VALUES('result',4,11);
INSERT INTO journal_record VALUES('result',5,11);
INSERT INTO journal_record VALUES('result',6,11);
INSERT INTO journal_record VALUES('result',7,11);
INSERT INTO journal_record VALUES('result',8,11);
INSERT INTO journal_record VALUES('result',9,11);
INSERT INTO journal_record VALUES('result',10,11);
INSERT INTO journal_record VALUES('setting',0,1);
INSERT INTO journal_record VALUES('teacher',1,2);
INSERT INTO journal_record VALUES('teacher',2,2);
INSERT INTO journal_record VALUES('teacher',3,2);
INSERT INTO journal_record VALUES('teacher',4,2);
INSERT INTO journal_record VALUES('teacher',5,2);
INSERT INTO journal_record VALUES('teacher',6,2);
INSERT INTO journal_record VALUES('teacher',7,2);
INSERT INTO journal_record VALUES('teacher',8,2);
INSERT INTO journal_record VALUES('teacher',9,2);
INSERT INTO journal_record VALUES('term',1,1);
INSERT INTO journal_record VALUES('unit',1,1);
CREATE TABLE schema_log (
	-- Which migration was run when, by which program.
	version INTEGER PRIMARY KEY,
	name TEXT NOT NULL,           -- of the file in migrations/
	hash TEXT NOT NULL,           -- SHA-256 of its text, hexadecimal
	at TEXT NOT NULL,             -- UTC
	program TEXT NOT NULL         -- version of the program
) STRICT;
INSERT INTO schema_log VALUES(1,'0001_house.sql','427ab5512c1bd72669039a88cae5d8904031772673c59794d286df7bb8db812b','2026-11-21T01:30:00Z','0.1.0');
INSERT INTO schema_log VALUES(2,'0002_people.sql','d00fcc563840c9d2666e96a5502a903ff168785a71bc3ad56b67f128c0ea2825','2026-11-21T01:30:00Z','0.1.0');
INSERT INTO schema_log VALUES(3,'0003_lessons.sql','14346e9c71baa655d55c14974c82608615e881273dd33944879b1f6e381ebd58','2026-11-21T01:30:00Z','0.1.0');
INSERT INTO schema_log VALUES(4,'0004_exams.sql','2f41b8a0223421b4ccf02fd2f19eef224274fd7ec734beb495653e11f10bbbba','2026-11-21T01:30:00Z','0.1.0');
INSERT INTO schema_log VALUES(5,'0005_meetings.sql','0cdaa5950285cdd81fc7a20e6906abfdb62abc0487408ffe99e703ba3b0a8675','2026-11-21T01:30:00Z','0.1.0');
INSERT INTO schema_log VALUES(6,'0006_rubrics.sql','b083e4a4d3cfe07013e8cf50eecb501c36a40ac9140292f4f9457a0bd258eeaf','2026-11-21T01:30:00Z','0.1.0');
CREATE TABLE unit (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	name TEXT NOT NULL UNIQUE CHECK (name <> ''),
	kind TEXT NOT NULL CHECK (kind IN ('group', 'prep')),
	subject TEXT,
	grade TEXT,
	parent INTEGER REFERENCES unit(id) CHECK (parent <> id),
	leader INTEGER REFERENCES teacher(id),
	note TEXT
) STRICT;
INSERT INTO unit VALUES(1,'7f70255d70d65a9ec8be5f6c19e6a8a8','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','数学教研组','group','数学',NULL,NULL,NULL,NULL);
CREATE TABLE teacher (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	code TEXT CHECK (code <> ''), -- staff number; tells namesakes apart
	unit INTEGER REFERENCES unit(id),
	role TEXT CHECK (role IN ('principal', 'director', 'group_leader',
		'prep_leader', 'teacher', 'new_teacher')),
	title TEXT, -- professional title
	starts TEXT CHECK (starts IS date(starts)),
	ends TEXT CHECK (ends IS date(ends)), -- left the school
	note TEXT,
	CHECK (ends >= starts)
) STRICT;
INSERT INTO teacher VALUES(1,'cbc5bc5f399109ed6cb24f1c81656006','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','王芳',NULL,NULL,'group_leader',NULL,NULL,NULL,NULL);
INSERT INTO teacher VALUES(2,'ce4d552d252be6eb213a84060138a1c8','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','李强',NULL,NULL,'prep_leader',NULL,NULL,NULL,NULL);
INSERT INTO teacher VALUES(3,'cf1b7d69d4d0e8956f8ac6dc82532fc7','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','张伟',NULL,NULL,'prep_leader',NULL,NULL,NULL,NULL);
INSERT INTO teacher VALUES(4,'1272219f776e427acc30d090ce44d182','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','刘洋',NULL,NULL,'teacher',NULL,NULL,NULL,NULL);
INSERT INTO teacher VALUES(5,'384b35c1d54e7646c6be98eb0b7b8182','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','陈静',NULL,NULL,'teacher',NULL,NULL,NULL,NULL);
INSERT INTO teacher VALUES(6,'acb2817d72defa3d23e0e055be0538b5','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','赵磊',NULL,NULL,'teacher',NULL,NULL,NULL,NULL);
INSERT INTO teacher VALUES(7,'bc6150c353c2b97eb8682ad3f20c069f','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','阿依古丽·买买提',NULL,NULL,'teacher',NULL,NULL,NULL,NULL);
INSERT INTO teacher VALUES(8,'10d38292fd0db723254401baabdeb804','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','欧阳娜娜',NULL,NULL,'new_teacher',NULL,NULL,NULL,NULL);
INSERT INTO teacher VALUES(9,'8764dc037740e4d427934aaea49769ae','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','𠮷田惠',NULL,NULL,'teacher',NULL,NULL,NULL,NULL);
CREATE TABLE term (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	code TEXT NOT NULL UNIQUE CHECK (code <> ''), -- '2026-1'
	-- A date belongs to the last term that began on or before it.
	starts TEXT NOT NULL UNIQUE CHECK (starts IS date(starts)),
	ends TEXT NOT NULL CHECK (ends IS date(ends)),
	note TEXT,
	CHECK (ends > starts)
) STRICT;
INSERT INTO term VALUES(1,'ba2cbb3702d65fe73c4d76d4b9abaa79','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-1','2026-09-01','2027-01-20',NULL);
CREATE TABLE class (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2999), -- 2026: from
		-- August 2026 to July 2027
	grade TEXT NOT NULL CHECK (grade <> ''),
	track TEXT, -- classes are compared within a track
	adviser INTEGER REFERENCES teacher(id),
	size INTEGER CHECK (size BETWEEN 0 AND 1000),
	previous INTEGER REFERENCES class(id) CHECK (previous <> id), -- the
		-- same pupils a year before
	note TEXT,
	UNIQUE (name, year)
) STRICT;
INSERT INTO class VALUES(1,'b6f8d965d6446cdbf6d33beba879828b','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','高一(1)班',2026,'高一','物理',NULL,45,NULL,NULL);
INSERT INTO class VALUES(2,'3c9cea5c3f12c67783992adf740dbab7','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','高一(2)班',2026,'高一','物理',NULL,46,NULL,NULL);
INSERT INTO class VALUES(3,'d6e290df489ab9b2deb294711ee3693f','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','高一(3)班',2026,'高一','物理',NULL,44,NULL,NULL);
INSERT INTO class VALUES(4,'3e5c34c3926022ae14356df71b9e8835','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','高一(4)班',2026,'高一','物理',NULL,45,NULL,NULL);
INSERT INTO class VALUES(5,'1a78a33b004c3ddf97ccba76e510c8be','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','高一(5)班',2026,'高一','历史',NULL,46,NULL,NULL);
INSERT INTO class VALUES(6,'6afdf1671eb336718a03d1a01e3f401b','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','高一(6)班',2026,'高一','历史',NULL,44,NULL,NULL);
INSERT INTO class VALUES(7,'30c739821ca0ffa3c7e1b5a169771dbc','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','高二(1)班',2026,'高二','物理',NULL,45,NULL,NULL);
INSERT INTO class VALUES(8,'68fbc8ef539173b47aef2687551f33de','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','高二(2)班',2026,'高二','物理',NULL,44,NULL,NULL);
INSERT INTO class VALUES(9,'9576b6e8aec0aad3ad0bfa16a66834ce','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','高二(3)班',2026,'高二','物理',NULL,43,NULL,NULL);
INSERT INTO class VALUES(10,'ce621a28265ec66f55d62e9cf2eaf73b','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','高二(4)班',2026,'高二','历史',NULL,46,NULL,NULL);
CREATE TABLE assignment (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	class INTEGER NOT NULL REFERENCES class(id),
	subject TEXT NOT NULL CHECK (subject <> ''),
	starts TEXT CHECK (starts IS date(starts)), -- absent: all the year
	ends TEXT CHECK (ends IS date(ends)),
	note TEXT,
	CHECK (ends >= starts)
) STRICT;
INSERT INTO assignment VALUES(1,'665765dbf6091e814f73659820a94a76','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',2,1,'数学',NULL,NULL,NULL);
INSERT INTO assignment VALUES(2,'f19318ce6125b8623ed3bd7077d587c7','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',2,2,'数学',NULL,NULL,NULL);
INSERT INTO assignment VALUES(3,'2a4378cdf46c164ec0df440c23da0c4c','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',4,3,'数学',NULL,NULL,NULL);
INSERT INTO assignment VALUES(4,'94b6b0c301d04813f74d747b999ce070','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',5,4,'数学',NULL,NULL,NULL);
INSERT INTO assignment VALUES(5,'46062ba8a7f8392a7414a37803cf502a','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',8,5,'数学',NULL,NULL,NULL);
INSERT INTO assignment VALUES(6,'205e2bc26332ee0ea7c40f98d7f466d2','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',7,6,'数学',NULL,NULL,NULL);
INSERT INTO assignment VALUES(7,'7426ce9f07e55ccfebab9279e82be140','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',3,7,'数学',NULL,NULL,NULL);
INSERT INTO assignment VALUES(8,'14e8cae4d1442270c8a910c298947a61','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',3,8,'数学',NULL,NULL,NULL);
INSERT INTO assignment VALUES(9,'232124c656cac9513f1ba5ccf0a8dadb','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',6,9,'数学',NULL,NULL,NULL);
INSERT INTO assignment VALUES(10,'c66209fe85b0e8ca423da720e2dd0ee3','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',9,10,'数学',NULL,NULL,NULL);
CREATE TABLE mentorship (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	mentor INTEGER NOT NULL REFERENCES teacher(id),
	mentee INTEGER NOT NULL REFERENCES teacher(id)
		CHECK (mentee <> mentor),
	subject TEXT,
	starts TEXT NOT NULL CHECK (starts IS date(starts)),
	ends TEXT CHECK (ends IS date(ends)),
	aims TEXT,
	note TEXT,
	CHECK (ends >= starts),
	UNIQUE (mentor, mentee, starts)
) STRICT;
CREATE TABLE rubric (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	name_en TEXT,
	edition INTEGER NOT NULL CHECK (edition BETWEEN 1 AND 9999),
	-- additive: an item's score counts from 0 to its max;
	-- base: an item starts at its base, its score is added (or, below 0,
	-- taken away), never beyond its max nor as far below the base.
	style TEXT NOT NULL CHECK (style IN ('additive', 'base')),
	full_marks INTEGER NOT NULL CHECK (full_marks BETWEEN 1 AND 1000000),
	pass_mark INTEGER CHECK (pass_mark BETWEEN 0 AND full_marks),
	bonus_max INTEGER CHECK (bonus_max BETWEEN 0 AND 1000000),
	note TEXT,
	UNIQUE (name, edition)
) STRICT;
INSERT INTO rubric VALUES(1,'6a797a72756272696300000000000001','2026-09-01T00:00:00Z','2026-09-01T00:00:00Z','通用课堂评价','General lesson evaluation',1,'additive',10000,6000,500,NULL);
INSERT INTO rubric VALUES(2,'6a797a72756272696300000000000002','2026-09-01T00:00:00Z','2026-09-01T00:00:00Z','简易课堂评价','Short lesson evaluation',1,'additive',10000,6000,NULL,NULL);
CREATE TABLE rubric_item (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rubric INTEGER NOT NULL REFERENCES rubric(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	name_en TEXT,
	max INTEGER NOT NULL CHECK (max BETWEEN 1 AND 1000000),
	base INTEGER CHECK (base BETWEEN 0 AND max),
	guide TEXT -- what is looked at
) STRICT;
INSERT INTO rubric_item VALUES(1,1,1,'教学目标','Aims',1000,NULL,NULL);
INSERT INTO rubric_item VALUES(2,1,2,'教学内容','Content',1500,NULL,NULL);
INSERT INTO rubric_item VALUES(3,1,3,'教学过程','Process',2500,NULL,NULL);
INSERT INTO rubric_item VALUES(4,1,4,'教学方法','Methods',1500,NULL,NULL);
INSERT INTO rubric_item VALUES(5,1,5,'学生参与','Pupil engagement',1500,NULL,NULL);
INSERT INTO rubric_item VALUES(6,1,6,'教师素养','Teacher skills',1000,NULL,NULL);
INSERT INTO rubric_item VALUES(7,1,7,'教学效果','Effect',1000,NULL,NULL);
INSERT INTO rubric_item VALUES(8,2,1,'教师的教','Teaching',4000,NULL,NULL);
INSERT INTO rubric_item VALUES(9,2,2,'学生的学','Learning',4000,NULL,NULL);
INSERT INTO rubric_item VALUES(10,2,3,'目标达成','Aims reached',2000,NULL,NULL);
CREATE TABLE rubric_veto (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rubric INTEGER NOT NULL REFERENCES rubric(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	name_en TEXT
) STRICT;
INSERT INTO rubric_veto VALUES(1,1,1,'科学性错误','Scientific error');
CREATE TABLE rubric_band (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rubric INTEGER NOT NULL REFERENCES rubric(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	lowest INTEGER NOT NULL CHECK (lowest BETWEEN 0 AND 1000000), -- the
		-- least total of this band
	name_en TEXT
) STRICT;
INSERT INTO rubric_band VALUES(1,1,1,'优秀',9000,'Excellent');
INSERT INTO rubric_band VALUES(2,1,2,'良好',8000,'Good');
INSERT INTO rubric_band VALUES(3,1,3,'中等',7000,'Fair');
INSERT INTO rubric_band VALUES(4,1,4,'合格',6000,'Pass');
INSERT INTO rubric_band VALUES(5,1,5,'不合格',0,'Below pass');
INSERT INTO rubric_band VALUES(6,2,1,'优秀',9000,'Excellent');
INSERT INTO rubric_band VALUES(7,2,2,'良好',8000,'Good');
INSERT INTO rubric_band VALUES(8,2,3,'中等',7000,'Fair');
INSERT INTO rubric_band VALUES(9,2,4,'合格',6000,'Pass');
INSERT INTO rubric_band VALUES(10,2,5,'不合格',0,'Below pass');
CREATE TABLE observation (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	period INTEGER CHECK (period BETWEEN 0 AND 20),
	class INTEGER REFERENCES class(id), -- absent only outside the school
	subject TEXT,
	topic TEXT,
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	observer INTEGER NOT NULL REFERENCES teacher(id)
		CHECK (observer <> teacher),
	visit TEXT CHECK (visit IN ('drop_in', 'appointment', 'open', 'study',
		'report', 'demonstration', 'leading', 'exchange', 'same_topic',
		'showcase', 'standard', 'contest', 'diagnostic')),
	purpose TEXT CHECK (purpose IN ('research', 'guidance', 'appraisal')),
	lesson TEXT CHECK (lesson IN ('new', 'review', 'practice',
		'commentary', 'experiment')),
	place TEXT,
	outside INTEGER CHECK (outside IN (0, 1)),
	notice INTEGER CHECK (notice IN (0, 1)),
	plan_seen INTEGER CHECK (plan_seen IN (0, 1)),
	aims TEXT,
	focus TEXT,
	questions INTEGER CHECK (questions BETWEEN 0 AND 1000),
	turns INTEGER CHECK (turns BETWEEN 0 AND 10000),
	rubric INTEGER REFERENCES rubric(id),
	score INTEGER CHECK (score BETWEEN 0 AND 1000000), -- only when there
		-- are no item scores
	bonus INTEGER CHECK (bonus BETWEEN 0 AND 1000000),
	strengths TEXT,
	problems TEXT,
	suggestions TEXT,
	verdict TEXT,
	feedback_date TEXT CHECK (feedback_date IS date(feedback_date)),
	feedback_mode TEXT CHECK (feedback_mode IN ('talk', 'meeting',
		'written')),
	acknowledged TEXT CHECK (acknowledged IS date(acknowledged)), -- the
		-- teacher has received it, which is not to agree
	reply TEXT,
	follow_up TEXT CHECK (follow_up IS date(follow_up)),
	reflection TEXT,
	note TEXT,
	CHECK (class IS NOT NULL OR outside IS 1),
	CHECK (bonus IS NULL OR rubric IS NOT NULL)
) STRICT;
INSERT INTO observation VALUES(1,'3a3a9bba5d4cfd025016d600ff94eef2','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-07',3,6,'数学','集合的运算',7,2,'drop_in',NULL,'practice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'追问及时，暴露了思维过程',NULL,'第二道例题可以删去',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(2,'5c05f508ab39a38df3ca90d928d2db41','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-08',6,3,'数学','一元二次不等式',4,1,'study',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'追问及时，暴露了思维过程',NULL,'留给学生独立思考的时间再多两分钟',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(3,'c441abd574db737aa8c83c2520dd5618','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-10',3,4,'数学','充分条件与必要条件',5,2,'drop_in',NULL,'review',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'导入自然，问题有层次',NULL,'小结让学生来做',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(4,'930dda6b1dfbd2dd5d9378de9ff73d29','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-10',7,8,'数学','等差数列',3,2,'diagnostic',NULL,'practice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,7850,NULL,'追问及时，暴露了思维过程',NULL,'作业分层，控制在 40 分钟以内',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(5,'789843f67ff25522c39c41c907c5eeec','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-11',2,3,'数学','函数的奇偶性',4,1,'report',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'板书清楚，重点突出',NULL,'作业分层，控制在 40 分钟以内',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(6,'3fa4fd37b7216f11d25e5b6c523509fb','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-11',4,4,'数学','不等式的性质',5,1,'drop_in',NULL,'commentary',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'追问及时，暴露了思维过程',NULL,'留给学生独立思考的时间再多两分钟',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(7,'bd1368a1556df74f78f4489aa1fba0f6','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-14',3,10,'数学','曲线与方程',9,1,'appointment',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'信息技术用得恰当',NULL,'作业分层，控制在 40 分钟以内',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(8,'3dbc4ffaee6b4c3887d31c46f4e4e0fe','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-14',6,9,'数学','等比数列',6,3,'drop_in',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'例题选得准，变式到位',NULL,'概念的反例要补上',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(9,'bc7471854f5ca7f3bd8e3ff1e6ee43ea','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-17',8,2,'数学','指数函数',2,3,'drop_in',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'信息技术用得恰当',NULL,'作业分层，控制在 40 分钟以内',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(10,'c08e4ecf2fe69bb941db36ba5be7ad25','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-21',5,8,'数学','等比数列',3,1,'same_topic',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8100,NULL,'导入自然，问题有层次',NULL,'概念的反例要补上',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(11,'b3c61f47f7ba876e978b3231f6e9a4af','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-22',3,2,'数学','集合的运算',2,3,'diagnostic',NULL,'commentary',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8300,NULL,'例题选得准，变式到位',NULL,'小结让学生来做',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(12,'ed39d593d22506ce4757393edf085991','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-22',6,1,'数学','函数的奇偶性',2,1,'drop_in',NULL,'practice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'导入自然，问题有层次',NULL,'对中等生的关注再多一些',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(13,'6e6efefae3be39f39acb07bc45bbf1bd','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-22',8,2,'数学','函数的概念',2,3,'drop_in',NULL,'review',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8300,NULL,'追问及时，暴露了思维过程',NULL,'小结让学生来做',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(14,'c8e153a3a22830d18802b92247b80a54','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-24',6,1,'数学','基本不等式',2,1,'diagnostic',NULL,'practice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8150,NULL,'例题选得准，变式到位',NULL,'留给学生独立思考的时间再多两分钟',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(15,'deb2551890079347b1180f8da0fabbdd','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-25',1,2,'数学','对数函数',2,1,'drop_in',NULL,'practice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'例题选得准，变式到位',NULL,'第二道例题可以删去',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(16,'c52ece3f78ba96a3017a21702709dbf6','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-09-28',7,3,'数学','一元二次不等式',4,3,'appointment',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'学生讨论充分，有不同解法',NULL,'作业分层，控制在 40 分钟以内',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(17,'fcb7e7442b064f3e997ed0854cb196af','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-09',1,3,'数学','函数的概念',4,3,'study',NULL,'practice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8050,NULL,'板书清楚，重点突出',NULL,'作业分层，控制在 40 分钟以内',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(18,'12b1354d4ffaf07bc97b69ecb9f475cd','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-09',2,5,'数学','函数的奇偶性',8,1,'study',NULL,'review',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8350,NULL,'学生讨论充分，有不同解法',NULL,'对中等生的关注再多一些',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(19,'50e5bbc6a37f2c17e92e9e8d0a4ec5a8','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-09',4,1,'数学','充分条件与必要条件',2,1,'study',NULL,'review',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,9150,NULL,'追问及时，暴露了思维过程',NULL,'概念的反例要补上',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(20,'15c7495baaf4d770d3b3e78445a173b7','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-09',7,5,'数学','集合的概念',8,2,'drop_in',NULL,'practice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'追问及时，暴露了思维过程',NULL,'对中等生的关注再多一些',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(21,'e3d9336cf0e1fb5287823ecee94d0bee','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-15',7,1,'数学','幂函数',2,3,'same_topic',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8400,NULL,'板书清楚，重点突出',NULL,'小结让学生来做',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(22,'b6e426208d4ba9034f949cc94b32a73b','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-16',4,1,'数学','函数的概念',2,1,'drop_in',NULL,'commentary',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8350,NULL,'学生讨论充分，有不同解法',NULL,'留给学生独立思考的时间再多两分钟',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(23,'7817684f118ba54bb7cb286863d266a5','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-22',5,9,'数学','直线与圆',6,1,'report',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8850,NULL,'板书清楚，重点突出',NULL,'作业分层，控制在 40 分钟以内',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(24,'7afffb6a69b0e2a23e227b19a068f002','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-23',2,2,'数学','函数的单调性',2,1,'study',NULL,'commentary',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'信息技术用得恰当',NULL,'第二道例题可以删去',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(25,'913e734a5407250c79b51c8c6e9cb4ff','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-23',8,6,'数学','函数的零点',7,1,'open',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8100,NULL,'学生讨论充分，有不同解法',NULL,'留给学生独立思考的时间再多两分钟',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(26,'de6232306748b968f16644375b6696bc','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-26',5,9,'数学','双曲线',6,1,'diagnostic',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,9150,NULL,'信息技术用得恰当',NULL,'对中等生的关注再多一些',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(27,'32ae7a5c791eaa2e24275b11ae29d7c0','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-26',8,3,'数学','指数函数',4,3,'drop_in',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8400,NULL,'板书清楚，重点突出',NULL,'作业分层，控制在 40 分钟以内',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(28,'8536ad473f146163107a9b2154517f5b','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-28',3,7,'数学','等差数列',3,1,'drop_in',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8650,NULL,'追问及时，暴露了思维过程',NULL,'概念的反例要补上',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(29,'5a29ce4af5e50c8146874ddf52190c59','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-10-29',1,3,'数学','函数的单调性',4,2,'appointment',NULL,'practice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'追问及时，暴露了思维过程',NULL,'概念的反例要补上',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(30,'2262c22fe641ca4db70ff990047ecd0f','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-05',4,5,'数学','对数的运算',8,1,'demonstration',NULL,'commentary',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8050,NULL,'例题选得准，变式到位',NULL,'对中等生的关注再多一些',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(31,'b8f4a2d26380c15c7291f1d3820a4e4e','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-05',5,5,'数学','基本不等式',8,1,'report',NULL,'practice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8500,NULL,'导入自然，问题有层次',NULL,'概念的反例要补上',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(32,'d0d2a3ab571f6ee12f4dd03de47e4e87','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-05',7,9,'数学','抛物线',6,1,'diagnostic',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8450,NULL,'追问及时，暴露了思维过程',NULL,'概念的反例要补上',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(33,'648d22c16f535766027d114e0faf57e6','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-06',2,4,'数学','函数的零点',5,1,'drop_in',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8200,NULL,'学生讨论充分，有不同解法',NULL,'小结让学生来做',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(34,'62403109bc098ed571cd33223b13dfff','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-06',3,6,'数学','集合的概念',7,1,'drop_in',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8450,NULL,'板书清楚，重点突出',NULL,'作业分层，控制在 40 分钟以内',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(35,'955c0d22cf8a1853cfb7cff5be4565cf','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-09',5,2,'数学','对数的运算',2,1,'demonstration',NULL,'review',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8700,NULL,'板书清楚，重点突出',NULL,'留给学生独立思考的时间再多两分钟',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(36,'20e886d0b9da86159c9f47078685edeb','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-09',6,10,'数学','抛物线',9,1,'report',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'导入自然，问题有层次',NULL,'概念的反例要补上',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(37,'e5448db19b6a44509bed3c72b038164f','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-12',5,2,'数学','集合的运算',2,1,'drop_in',NULL,'commentary',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8950,NULL,'信息技术用得恰当',NULL,'留给学生独立思考的时间再多两分钟',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(38,'8a813bbd6aefb71d5b1842e4b9a11ef8','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-13',6,3,'数学','对数函数',4,3,'drop_in',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8400,NULL,'学生讨论充分，有不同解法',NULL,'第二道例题可以删去',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(39,'43f6fb6b9b19176876efc3eca0b6a85c','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-17',5,10,'数学','椭圆',9,1,'demonstration',NULL,'commentary',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'板书清楚，重点突出',NULL,'留给学生独立思考的时间再多两分钟',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(40,'3fc9ec779049a9e2d44d93eeb594a29d','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-19',5,3,'数学','不等式的性质',4,2,'drop_in',NULL,'new',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8500,NULL,'追问及时，暴露了思维过程',NULL,'对中等生的关注再多一些',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(41,'7f7b2ee8e9e27b2868d62ef0b96deca5','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-21',NULL,1,'数学','函数的应用',2,1,'drop_in',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,8800,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO observation VALUES(42,'c052057b57914e378cf0c73a08f5d1d1','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-20',3,5,'数学','对数函数',8,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE observation_item (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	observation INTEGER NOT NULL REFERENCES observation(id)
		ON DELETE CASCADE,
	position INTEGER NOT NULL,
	item INTEGER NOT NULL REFERENCES rubric_item(id),
	score INTEGER NOT NULL,
	UNIQUE (observation, item)
) STRICT;
INSERT INTO observation_item VALUES(1,1,1,1,800);
INSERT INTO observation_item VALUES(2,1,2,2,1200);
INSERT INTO observation_item VALUES(3,1,3,3,2100);
INSERT INTO observation_item VALUES(4,1,4,4,1400);
INSERT INTO observation_item VALUES(5,1,5,5,1150);
INSERT INTO observation_item VALUES(6,1,6,6,800);
INSERT INTO observation_item VALUES(7,1,7,7,900);
INSERT INTO observation_item VALUES(8,2,1,1,800);
INSERT INTO observation_item VALUES(9,2,2,2,1450);
INSERT INTO observation_item VALUES(10,2,3,3,2300);
INSERT INTO observation_item VALUES(11,2,4,4,1250);
INSERT INTO observation_item VALUES(12,2,5,5,1250);
INSERT INTO observation_item VALUES(13,2,6,6,950);
INSERT INTO observation_item VALUES(14,2,7,7,800);
INSERT INTO observation_item VALUES(15,3,1,1,900);
INSERT INTO observation_item VALUES(16,3,2,2,1350);
INSERT INTO observation_item VALUES(17,3,3,3,2400);
INSERT INTO observation_item VALUES(18,3,4,4,1250);
INSERT INTO observation_item VALUES(19,3,5,5,1450);
INSERT INTO observation_item VALUES(20,3,6,6,900);
INSERT INTO observation_item VALUES(21,3,7,7,850);
INSERT INTO observation_item VALUES(22,5,1,1,950);
INSERT INTO observation_item VALUES(23,5,2,2,1200);
INSERT INTO observation_item VALUES(24,5,3,3,2450);
INSERT INTO observation_item VALUES(25,5,4,4,1200);
INSERT INTO observation_item VALUES(26,5,5,5,1250);
INSERT INTO observation_item VALUES(27,5,6,6,850);
INSERT INTO observation_item VALUES(28,5,7,7,850);
INSERT INTO observation_item VALUES(29,6,1,1,950);
INSERT INTO observation_item VALUES(30,6,2,2,1400);
INSERT INTO observation_item VALUES(31,6,3,3,2250);
INSERT INTO observation_item VALUES(32,6,4,4,1200);
INSERT INTO observation_item VALUES(33,6,5,5,1200);
INSERT INTO observation_item VALUES(34,6,6,6,800);
INSERT INTO observation_item VALUES(35,6,7,7,900);
INSERT INTO observation_item VALUES(36,7,1,1,950);
INSERT INTO observation_item VALUES(37,7,2,2,1450);
INSERT INTO observation_item VALUES(38,7,3,3,2350);
INSERT INTO observation_item VALUES(39,7,4,4,1350);
INSERT INTO observation_item VALUES(40,7,5,5,1350);
INSERT INTO observation_item VALUES(41,7,6,6,850);
INSERT INTO observation_item VALUES(42,7,7,7,750);
INSERT INTO observation_item VALUES(43,8,1,1,850);
INSERT INTO observation_item VALUES(44,8,2,2,1400);
INSERT INTO observation_item VALUES(45,8,3,3,2150);
INSERT INTO observation_item VALUES(46,8,4,4,1150);
INSERT INTO observation_item VALUES(47,8,5,5,1350);
INSERT INTO observation_item VALUES(48,8,6,6,900);
INSERT INTO observation_item VALUES(49,8,7,7,950);
INSERT INTO observation_item VALUES(50,9,1,1,900);
INSERT INTO observation_item VALUES(51,9,2,2,1150);
INSERT INTO observation_item VALUES(52,9,3,3,2350);
INSERT INTO observation_item VALUES(53,9,4,4,1350);
INSERT INTO observation_item VALUES(54,9,5,5,1350);
INSERT INTO observation_item VALUES(55,9,6,6,750);
INSERT INTO observation_item VALUES(56,9,7,7,800);
INSERT INTO observation_item VALUES(57,12,1,1,950);
INSERT INTO observation_item VALUES(58,12,2,2,1350);
INSERT INTO observation_item VALUES(59,12,3,3,2300);
INSERT INTO observation_item VALUES(60,12,4,4,1200);
INSERT INTO observation_item VALUES(61,12,5,5,1250);
INSERT INTO observation_item VALUES(62,12,6,6,750);
INSERT INTO observation_item VALUES(63,12,7,7,850);
INSERT INTO observation_item VALUES(64,15,1,1,950);
INSERT INTO observation_item VALUES(65,15,2,2,1350);
INSERT INTO observation_item VALUES(66,15,3,3,1950);
INSERT INTO observation_item VALUES(67,15,4,4,1450);
INSERT INTO observation_item VALUES(68,15,5,5,1300);
INSERT INTO observation_item VALUES(69,15,6,6,850);
INSERT INTO observation_item VALUES(70,15,7,7,800);
INSERT INTO observation_item VALUES(71,16,1,1,950);
INSERT INTO observation_item VALUES(72,16,2,2,1200);
INSERT INTO observation_item VALUES(73,16,3,3,2400);
INSERT INTO observation_item VALUES(74,16,4,4,1300);
INSERT INTO observation_item VALUES(75,16,5,5,1250);
INSERT INTO observation_item VALUES(76,16,6,6,750);
INSERT INTO observation_item VALUES(77,16,7,7,900);
INSERT INTO observation_item VALUES(78,20,1,1,750);
INSERT INTO observation_item VALUES(79,20,2,2,1250);
INSERT INTO observation_item VALUES(80,20,3,3,2150);
INSERT INTO observation_item VALUES(81,20,4,4,1200);
INSERT INTO observation_item VALUES(82,20,5,5,1100);
INSERT INTO observation_item VALUES(83,20,6,6,900);
INSERT INTO observation_item VALUES(84,20,7,7,950);
INSERT INTO observation_item VALUES(85,24,1,1,800);
INSERT INTO observation_item VALUES(86,24,2,2,1400);
INSERT INTO observation_item VALUES(87,24,3,3,1950);
INSERT INTO observation_item VALUES(88,24,4,4,1200);
INSERT INTO observation_item VALUES(89,24,5,5,1200);
INSERT INTO observation_item VALUES(90,24,6,6,750);
INSERT INTO observation_item VALUES(91,24,7,7,850);
INSERT INTO observation_item VALUES(92,29,1,1,900);
INSERT INTO observation_item VALUES(93,29,2,2,1150);
INSERT INTO observation_item VALUES(94,29,3,3,2350);
INSERT INTO observation_item VALUES(95,29,4,4,1200);
INSERT INTO observation_item VALUES(96,29,5,5,1100);
INSERT INTO observation_item VALUES(97,29,6,6,850);
INSERT INTO observation_item VALUES(98,29,7,7,900);
INSERT INTO observation_item VALUES(99,36,1,1,950);
INSERT INTO observation_item VALUES(100,36,2,2,1250);
INSERT INTO observation_item VALUES(101,36,3,3,2450);
INSERT INTO observation_item VALUES(102,36,4,4,1200);
INSERT INTO observation_item VALUES(103,36,5,5,1400);
INSERT INTO observation_item VALUES(104,36,6,6,800);
INSERT INTO observation_item VALUES(105,36,7,7,800);
INSERT INTO observation_item VALUES(106,39,1,1,850);
INSERT INTO observation_item VALUES(107,39,2,2,1200);
INSERT INTO observation_item VALUES(108,39,3,3,1950);
INSERT INTO observation_item VALUES(109,39,4,4,1350);
INSERT INTO observation_item VALUES(110,39,5,5,1200);
INSERT INTO observation_item VALUES(111,39,6,6,950);
INSERT INTO observation_item VALUES(112,39,7,7,750);
INSERT INTO observation_item VALUES(113,42,1,1,900);
INSERT INTO observation_item VALUES(114,42,2,2,1350);
CREATE TABLE observation_veto (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	observation INTEGER NOT NULL REFERENCES observation(id)
		ON DELETE CASCADE,
	position INTEGER NOT NULL,
	veto INTEGER NOT NULL REFERENCES rubric_veto(id),
	UNIQUE (observation, veto)
) STRICT;
CREATE TABLE observation_minute (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	observation INTEGER NOT NULL REFERENCES observation(id)
		ON DELETE CASCADE,
	position INTEGER NOT NULL,
	starts INTEGER NOT NULL CHECK (starts BETWEEN 0 AND 300), -- minutes
	ends INTEGER NOT NULL CHECK (ends BETWEEN starts AND 300),
	segment TEXT NOT NULL CHECK (segment <> ''),
	teacher_does TEXT,
	pupils_do TEXT,
	note TEXT
) STRICT;
CREATE TABLE exam (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	term INTEGER NOT NULL REFERENCES term(id),
	name TEXT NOT NULL CHECK (name <> ''),
	date TEXT NOT NULL CHECK (date IS date(date)),
	type TEXT CHECK (type IN ('midterm', 'final', 'unit', 'monthly',
		'mock', 'entrance', 'other')),
	scope TEXT,
	note TEXT,
	UNIQUE (term, name)
) STRICT;
INSERT INTO exam VALUES(1,'74b6bc974e6b5633c7cd633b53f48939','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',1,'期中考试','2026-11-10',NULL,NULL,NULL);
CREATE TABLE paper (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	exam INTEGER NOT NULL REFERENCES exam(id),
	subject TEXT NOT NULL CHECK (subject <> ''),
	grade TEXT NOT NULL CHECK (grade <> ''),
	full_marks INTEGER NOT NULL CHECK (full_marks BETWEEN 1 AND 1000000),
	threshold INTEGER CHECK (threshold BETWEEN 0 AND 1000000), -- absent:
		-- the setting 'threshold'
	stage TEXT CHECK (stage IN ('new', 'first', 'second', 'third')),
	setter INTEGER REFERENCES teacher(id),
	selector INTEGER REFERENCES teacher(id),
	reviewer INTEGER REFERENCES teacher(id),
	source TEXT CHECK (source IN ('own', 'adapted', 'selected')),
	filing_no TEXT,
	marking TEXT CHECK (marking IN ('pooled', 'own_class')),
	note TEXT,
	UNIQUE (exam, subject, grade)
) STRICT;
INSERT INTO paper VALUES(1,'ead20422773c29a1c91ed20599a52295','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',1,'数学','高一',10000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO paper VALUES(2,'2df028e2b371a8859286c1e2f9f1225a','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',1,'数学','高二',15000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE result (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	paper INTEGER NOT NULL REFERENCES paper(id),
	class INTEGER NOT NULL REFERENCES class(id),
	average INTEGER NOT NULL CHECK (average BETWEEN 0 AND 1000000000000),
	sat INTEGER CHECK (sat BETWEEN 0 AND 1000000), -- pupils who sat it
	entitled INTEGER CHECK (entitled BETWEEN 0 AND 1000000),
	note TEXT,
	CHECK (sat <= entitled),
	UNIQUE (paper, class)
) STRICT;
INSERT INTO result VALUES(1,'fda72252ec57a09db41788b7f35e6605','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',1,1,8651000000,45,NULL,NULL);
INSERT INTO result VALUES(2,'68b5206075869afbe0cace8f3cef00c0','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',1,2,8420000000,44,NULL,NULL);
INSERT INTO result VALUES(3,'0d4607f82dbeeb3fcf65a852ab572c4e','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',1,3,8150000000,46,NULL,NULL);
INSERT INTO result VALUES(4,'83057af0aad51c20b29f41062f51a544','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',1,4,8151000000,45,NULL,NULL);
INSERT INTO result VALUES(5,'4f3442a5c94db4f5d940c318d82ea0b2','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',1,5,7830000000,44,NULL,NULL);
INSERT INTO result VALUES(6,'3b48caee1f450bd90055b8e49504f2c8','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',1,6,8075000000,45,NULL,NULL);
INSERT INTO result VALUES(7,'288ed09d3567f930ba5a6990c53609ed','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',2,7,10125000000,45,NULL,NULL);
INSERT INTO result VALUES(8,'fe57d5a0042919263d5251d4d19e78e6','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',2,8,9940000000,44,NULL,NULL);
INSERT INTO result VALUES(9,'5f2ddbdda5a04977d2d3820fd77ed659','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',2,9,9786000000,43,NULL,NULL);
INSERT INTO result VALUES(10,'64d6875b2f309977383695020226e28e','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z',2,10,9510000000,46,NULL,NULL);
CREATE TABLE meeting (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	date TEXT NOT NULL CHECK (date IS date(date)),
	kind TEXT NOT NULL CHECK (kind IN ('group', 'prep', 'study',
		'self_criticism')),
	unit INTEGER REFERENCES unit(id),
	topic TEXT NOT NULL CHECK (topic <> ''),
	starts TEXT CHECK (starts GLOB '[0-2][0-9]:[0-5][0-9]'),
	ends TEXT CHECK (ends GLOB '[0-2][0-9]:[0-5][0-9]'),
	place TEXT,
	chair INTEGER REFERENCES teacher(id),
	keeper INTEGER REFERENCES teacher(id), -- who takes the minutes
	speaker INTEGER REFERENCES teacher(id), -- main speaker, lead planner
	lesson TEXT, -- the unit or text that was prepared
	materials TEXT,
	mode TEXT CHECK (mode IN ('together', 'apart')),
	hours INTEGER CHECK (hours BETWEEN 0 AND 10000), -- hundredths
	content TEXT,
	views TEXT, -- opposing views, both sides
	next TEXT,
	note TEXT,
	CHECK (ends > starts)
) STRICT;
INSERT INTO meeting VALUES(1,'e29c767000527e266ab8140b71f4f875','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','2026-11-16','group',1,'期中质量分析',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'李强：试卷偏重计算；刘洋：学生审题不细',NULL,NULL);
CREATE TABLE meeting_attendance (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	status TEXT NOT NULL CHECK (status IN ('present', 'late', 'absent',
		'guest')),
	teacher INTEGER NOT NULL REFERENCES teacher(id),
	reason TEXT,
	UNIQUE (meeting, teacher)
) STRICT;
INSERT INTO meeting_attendance VALUES(1,1,1,'present',1,NULL);
INSERT INTO meeting_attendance VALUES(2,1,2,'present',2,NULL);
INSERT INTO meeting_attendance VALUES(3,1,3,'present',4,NULL);
INSERT INTO meeting_attendance VALUES(4,1,1,'absent',5,'病假');
CREATE TABLE meeting_decision (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting INTEGER NOT NULL REFERENCES meeting(id) ON DELETE CASCADE,
	position INTEGER NOT NULL,
	decision TEXT NOT NULL CHECK (decision <> '')
) STRICT;
INSERT INTO meeting_decision VALUES(1,1,1,'高一加一节函数讲评课');
INSERT INTO meeting_decision VALUES(2,1,2,'每周互听一节');
CREATE TABLE action (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	uid TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	what TEXT NOT NULL CHECK (what <> ''),
	owner INTEGER NOT NULL REFERENCES teacher(id),
	date TEXT NOT NULL CHECK (date IS date(date)), -- when it was agreed
	due TEXT CHECK (due IS date(due)),
	meeting INTEGER REFERENCES meeting(id),
	observation INTEGER REFERENCES observation(id),
	report TEXT, -- what the owner reports back
	done TEXT CHECK (done IS date(done)),
	note TEXT
) STRICT;
INSERT INTO "action" VALUES(1,'9d7b125c4a7e0907203a88c1ebe82ec8','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','编写函数讲评学案',2,'2026-11-16','2026-11-18',1,NULL,NULL,NULL,NULL);
INSERT INTO "action" VALUES(2,'8938f7998f40454fbbe9186b440314b9','2026-11-21T01:30:00Z','2026-11-21T01:30:00Z','分析高一5班错题',8,'2026-11-16','2026-11-28',1,NULL,NULL,NULL,NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('rubric',2);
INSERT INTO sqlite_sequence VALUES('rubric_item',10);
INSERT INTO sqlite_sequence VALUES('rubric_veto',1);
INSERT INTO sqlite_sequence VALUES('rubric_band',10);
INSERT INTO sqlite_sequence VALUES('term',1);
INSERT INTO sqlite_sequence VALUES('unit',1);
INSERT INTO sqlite_sequence VALUES('journal',13);
INSERT INTO sqlite_sequence VALUES('teacher',9);
INSERT INTO sqlite_sequence VALUES('class',10);
INSERT INTO sqlite_sequence VALUES('assignment',10);
INSERT INTO sqlite_sequence VALUES('observation',42);
INSERT INTO sqlite_sequence VALUES('observation_item',114);
INSERT INTO sqlite_sequence VALUES('meeting',1);
INSERT INTO sqlite_sequence VALUES('meeting_attendance',4);
INSERT INTO sqlite_sequence VALUES('meeting_decision',2);
INSERT INTO sqlite_sequence VALUES('action',2);
INSERT INTO sqlite_sequence VALUES('exam',1);
INSERT INTO sqlite_sequence VALUES('paper',2);
INSERT INTO sqlite_sequence VALUES('result',10);
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
	SELECT RAISE(ABORT, 'jyz:journal');
END;
CREATE TRIGGER journal_no_update
BEFORE UPDATE OF id, at, who, command, reason, action, schema_version, rows,
	target, size, changeset ON journal
BEGIN
	SELECT RAISE(ABORT, 'jyz:journal');
END;
CREATE TRIGGER journal_record_no_delete BEFORE DELETE ON journal_record
BEGIN
	SELECT RAISE(ABORT, 'jyz:journal');
END;
CREATE TRIGGER journal_record_no_update BEFORE UPDATE ON journal_record
BEGIN
	SELECT RAISE(ABORT, 'jyz:journal');
END;
CREATE INDEX unit_parent ON unit(parent);
CREATE INDEX unit_leader ON unit(leader);
CREATE UNIQUE INDEX teacher_key ON teacher(name, ifnull(code, ''));
CREATE INDEX teacher_unit ON teacher(unit);
CREATE INDEX class_previous ON class(previous);
CREATE INDEX class_adviser ON class(adviser);
CREATE UNIQUE INDEX assignment_key
	ON assignment(class, subject, teacher, ifnull(starts, ''));
CREATE INDEX assignment_teacher ON assignment(teacher);
CREATE INDEX mentorship_mentee ON mentorship(mentee);
CREATE INDEX rubric_item_rubric ON rubric_item(rubric, position);
CREATE INDEX rubric_veto_rubric ON rubric_veto(rubric, position);
CREATE INDEX rubric_band_rubric ON rubric_band(rubric, position);
CREATE UNIQUE INDEX observation_key ON observation(date, ifnull(period, -1),
	ifnull(class, -1), teacher, observer);
CREATE INDEX observation_teacher ON observation(teacher, date);
CREATE INDEX observation_observer ON observation(observer, date);
CREATE INDEX observation_class ON observation(class, date);
CREATE INDEX observation_rubric ON observation(rubric);
CREATE INDEX observation_item_item ON observation_item(item);
CREATE INDEX observation_veto_veto ON observation_veto(veto);
CREATE INDEX observation_minute_observation
	ON observation_minute(observation, position);
CREATE TRIGGER rubric_frozen BEFORE UPDATE OF name, name_en, edition, style,
	full_marks, pass_mark, bonus_max ON rubric
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = OLD.id)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;
CREATE TRIGGER rubric_frozen_replace BEFORE INSERT ON rubric
WHEN EXISTS (SELECT 1 FROM observation o JOIN rubric r ON r.id = o.rubric
	WHERE r.id = NEW.id OR r.uid = NEW.uid
	OR (r.name = NEW.name AND r.edition = NEW.edition))
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;
CREATE TRIGGER rubric_item_frozen_insert BEFORE INSERT ON rubric_item
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = NEW.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;
CREATE TRIGGER rubric_item_frozen_update BEFORE UPDATE ON rubric_item
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric IN (OLD.rubric, NEW.rubric))
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;
CREATE TRIGGER rubric_item_frozen_delete BEFORE DELETE ON rubric_item
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = OLD.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;
CREATE TRIGGER rubric_veto_frozen_insert BEFORE INSERT ON rubric_veto
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = NEW.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;
CREATE TRIGGER rubric_veto_frozen_update BEFORE UPDATE ON rubric_veto
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric IN (OLD.rubric, NEW.rubric))
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;
CREATE TRIGGER rubric_veto_frozen_delete BEFORE DELETE ON rubric_veto
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = OLD.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;
CREATE TRIGGER rubric_band_frozen_insert BEFORE INSERT ON rubric_band
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = NEW.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;
CREATE TRIGGER rubric_band_frozen_update BEFORE UPDATE ON rubric_band
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric IN (OLD.rubric, NEW.rubric))
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;
CREATE TRIGGER rubric_band_frozen_delete BEFORE DELETE ON rubric_band
WHEN EXISTS (SELECT 1 FROM observation WHERE rubric = OLD.rubric)
BEGIN SELECT RAISE(ABORT, 'jyz:frozen'); END;
CREATE TRIGGER observation_item_fits_insert BEFORE INSERT ON observation_item
WHEN NOT EXISTS (SELECT 1 FROM observation o
	JOIN rubric r ON r.id = o.rubric
	JOIN rubric_item i ON i.rubric = r.id
	WHERE o.id = NEW.observation AND i.id = NEW.item AND o.score IS NULL
	AND NEW.score BETWEEN CASE r.style WHEN 'base'
		THEN ifnull(i.base, 0) - i.max ELSE 0 END
	AND i.max - ifnull(i.base, 0))
BEGIN SELECT RAISE(ABORT, 'jyz:item'); END;
CREATE TRIGGER observation_item_fits_update BEFORE UPDATE ON observation_item
WHEN NOT EXISTS (SELECT 1 FROM observation o
	JOIN rubric r ON r.id = o.rubric
	JOIN rubric_item i ON i.rubric = r.id
	WHERE o.id = NEW.observation AND i.id = NEW.item AND o.score IS NULL
	AND NEW.score BETWEEN CASE r.style WHEN 'base'
		THEN ifnull(i.base, 0) - i.max ELSE 0 END
	AND i.max - ifnull(i.base, 0))
BEGIN SELECT RAISE(ABORT, 'jyz:item'); END;
CREATE TRIGGER observation_veto_fits BEFORE INSERT ON observation_veto
WHEN NOT EXISTS (SELECT 1 FROM observation o
	JOIN rubric_veto v ON v.rubric = o.rubric
	WHERE o.id = NEW.observation AND v.id = NEW.veto)
BEGIN SELECT RAISE(ABORT, 'jyz:item'); END;
CREATE TRIGGER observation_scored BEFORE UPDATE OF score, rubric
	ON observation
WHEN (NEW.score IS NOT NULL OR NEW.rubric IS NOT OLD.rubric)
	AND (EXISTS (SELECT 1 FROM observation_item
		WHERE observation = OLD.id)
	OR (NEW.rubric IS NOT OLD.rubric AND EXISTS (
		SELECT 1 FROM observation_veto WHERE observation = OLD.id)))
BEGIN SELECT RAISE(ABORT, 'jyz:item'); END;
CREATE VIEW observation_total AS
SELECT t.observation, t.term, t.late, t.missing, t.total, t.vetoed,
	CASE WHEN t.vetoed THEN (SELECT b.name FROM rubric_band b
			WHERE b.rubric = t.rubric ORDER BY b.lowest LIMIT 1)
		ELSE (SELECT b.name FROM rubric_band b
			WHERE b.rubric = t.rubric AND b.lowest <= t.total
			ORDER BY b.lowest DESC LIMIT 1) END AS band,
	CASE WHEN t.vetoed THEN 0 ELSE (SELECT t.total >= r.pass_mark
		FROM rubric r WHERE r.id = t.rubric) END AS pass
FROM (SELECT o.id AS observation, o.rubric,
	(SELECT m.code FROM term m WHERE m.starts <= o.date
		ORDER BY m.starts DESC LIMIT 1) AS term,
	max(0, CAST(julianday(date(o.created_at, 'localtime'))
		- julianday(o.date) AS INTEGER)) AS late,
	CASE WHEN EXISTS (SELECT 1 FROM observation_item x
			WHERE x.observation = o.id)
		THEN (SELECT count(*) FROM rubric_item i
			WHERE i.rubric = o.rubric)
		- (SELECT count(*) FROM observation_item x
			WHERE x.observation = o.id) END AS missing,
	CASE WHEN NOT EXISTS (SELECT 1 FROM observation_item x
			WHERE x.observation = o.id)
			THEN o.score + ifnull(o.bonus, 0)
		WHEN EXISTS (SELECT 1 FROM rubric_item i
			WHERE i.rubric = o.rubric AND NOT EXISTS (
			SELECT 1 FROM observation_item x WHERE
			x.observation = o.id AND x.item = i.id)) THEN NULL
		ELSE (SELECT sum(x.score + ifnull(i.base, 0))
			FROM observation_item x
			JOIN rubric_item i ON i.id = x.item
			WHERE x.observation = o.id) + ifnull(o.bonus, 0)
		END AS total,
	EXISTS (SELECT 1 FROM observation_veto v
		WHERE v.observation = o.id) AS vetoed
	FROM observation o) t;
CREATE INDEX paper_setter ON paper(setter);
CREATE INDEX paper_selector ON paper(selector);
CREATE INDEX paper_reviewer ON paper(reviewer);
CREATE INDEX result_class ON result(class);
CREATE TRIGGER result_within_insert BEFORE INSERT ON result
WHEN NEW.average > (SELECT full_marks FROM paper WHERE id = NEW.paper)
	* 1000000
BEGIN SELECT RAISE(ABORT, 'jyz:average'); END;
CREATE TRIGGER result_within_update BEFORE UPDATE OF paper, average ON result
WHEN NEW.average > (SELECT full_marks FROM paper WHERE id = NEW.paper)
	* 1000000
BEGIN SELECT RAISE(ABORT, 'jyz:average'); END;
CREATE TRIGGER paper_within BEFORE UPDATE OF full_marks ON paper
WHEN EXISTS (SELECT 1 FROM result WHERE paper = NEW.id
	AND average > NEW.full_marks * 1000000)
BEGIN SELECT RAISE(ABORT, 'jyz:average'); END;
CREATE VIEW result_detail AS
SELECT r.id AS result, t.code AS term, e.name AS exam, e.date, p.subject,
	p.grade, p.full_marks,
	(SELECT group_concat(n, '、') FROM (SELECT DISTINCT h.name AS n
		FROM assignment s JOIN teacher h ON h.id = s.teacher
		WHERE s.class = r.class AND s.subject = p.subject
		AND (s.starts IS NULL OR s.starts <= e.date)
		AND (s.ends IS NULL OR s.ends >= e.date)
		ORDER BY h.name)) AS teacher
FROM result r JOIN paper p ON p.id = r.paper JOIN exam e ON e.id = p.exam
	JOIN term t ON t.id = e.term;
CREATE VIEW gap_pair AS
SELECT p.id AS paper, p.exam, e.term, e.date, p.subject, p.grade,
	p.full_marks, a.id AS result_a, b.id AS result_b,
	a.class AS class_a, b.class AS class_b, ca.name AS name_a,
	cb.name AS name_b, ifnull(ca.track, '') = ifnull(cb.track, '')
	AS same_track, a.average AS average_a, b.average AS average_b,
	a.sat AS sat_a, b.sat AS sat_b, a.average - b.average AS difference,
	ifnull(p.threshold, ifnull((SELECT CAST(round(value * 100) AS INTEGER)
		FROM setting WHERE key = 'threshold'), 500)) AS threshold
FROM result a JOIN result b ON b.paper = a.paper
	JOIN class ca ON ca.id = a.class JOIN class cb ON cb.id = b.class
	JOIN paper p ON p.id = a.paper JOIN exam e ON e.id = p.exam
WHERE a.average > b.average OR (a.average = b.average
	AND (ca.name, a.id) < (cb.name, b.id));
CREATE VIEW gap AS
SELECT t.code AS term, e.name AS exam, g.date, g.subject, g.grade,
	g.full_marks / 100.0 AS full_marks,
	g.name_a AS class_a, da.teacher AS teacher_a,
	round(g.average_a / 1e8, 4) AS average_a, g.sat_a,
	g.name_b AS class_b, db.teacher AS teacher_b,
	round(g.average_b / 1e8, 4) AS average_b, g.sat_b,
	max((g.difference + 5000) / 10000, g.threshold * 100 + 1) / 1e4
		AS gap, 1 AS over
FROM gap_pair g JOIN term t ON t.id = g.term JOIN exam e ON e.id = g.exam
	JOIN result_detail da ON da.result = g.result_a
	JOIN result_detail db ON db.result = g.result_b
WHERE g.same_track AND g.difference > g.threshold * 1000000
ORDER BY g.date DESC, g.exam, g.subject, g.grade, g.difference DESC,
	g.name_a, g.name_b;
CREATE UNIQUE INDEX meeting_key
	ON meeting(date, kind, ifnull(unit, -1), topic);
CREATE INDEX meeting_unit ON meeting(unit);
CREATE INDEX meeting_chair ON meeting(chair);
CREATE INDEX meeting_keeper ON meeting(keeper);
CREATE INDEX meeting_speaker ON meeting(speaker);
CREATE INDEX meeting_attendance_teacher ON meeting_attendance(teacher);
CREATE INDEX meeting_decision_meeting ON meeting_decision(meeting, position);
CREATE UNIQUE INDEX action_key ON action(owner, what, ifnull(due, ''));
CREATE INDEX action_meeting ON action(meeting);
CREATE INDEX action_observation ON action(observation);
COMMIT;
