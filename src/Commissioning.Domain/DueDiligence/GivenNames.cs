namespace Commissioning.Domain.DueDiligence;

/// <summary>Given names of the origins common in Leicestershire, Leicester and Rutland. Each group is one name in its spellings and
/// familiar forms, the full form first. Two names of different groups are two names, however close their letters (Anita and Amita): where a
/// list of one origin only was known, names of the others would be matched by a slip more often.</summary>
internal static class GivenNames
{
    private const string Groups = """
        robert rob bob bobby robbie bert roberto; roberta; william bill billy will willie liam; wilhelmina; richard rick dick ricky rich; ricarda;
        elizabeth liz beth betty lizzie eliza bess libby elisabeth elspeth lisbeth; katherine kate kathy cathy catherine kathryn katharine katie kath
        katarzyna kasia kateryna ekaterina yekaterina katya katja katerina katrina kitty; margaret maggie meg peggy marge margery margarita malgorzata gosia greta margot;
        james jim jimmy jamie; john jack johnny jon; joan; jonathan jonathon johnathan; thomas tom tommy tomasz tomek; thomasina;
        michael mike mick micky mickey mikhail mykhailo misha michal micheal mikolaj; michelle shelly; michaela; christopher chris kit krzysztof krzysiek; christine tina chrissie krystyna;
        christina kristina; christian; anthony tony antony antoni; antonia; antonio; andrew andy drew andrzej andrii andrei andrey; andrea;
        alexander alex sandy alec alasdair aleksandr oleksandr alexandr aleksander sasha alistair; alexandra lexi aleksandra oleksandra ola;
        vladimir volodymyr vova volodya; dmitry dima dmytro dmitri dmitriy dmitrii; sergey serhii sergei serhiy; susan sue susie suzanne susanna;
        patricia pat trish patsy tricia; patrick paddy; jennifer jen jenny jenni; deborah debbie deb debra; stephen steve steven stevie stefan; stephanie steph;
        david dave davey dai dafydd; davina; daniel dan danny; danielle; joseph joe joey jozef; josephine josie; joanna jo joanne joana asia; edward ed eddie ted ned teddy; edwina; edith edie; edwin;
        charles charlie chuck; charlotte lottie; caroline carolyn carol; george georgie; georgina; samuel sam sammy; samantha sammie; matthew matt mateusz; matthias;
        benjamin ben benny; nicholas nick nicky nicolas mykola nikolai nikolay; nicola nikki nicole; philip phil phillip; philippa pippa; gregory greg grzegorz; jeffrey jeff geoff geoffrey; gerald gerry jerry; geraldine;
        terence terry terrence; victor wiktor viktor; victoria vicky vicki wiktoria viktoriia viktoriya; rebecca becky becca; amanda mandy; angela angie; barbara barb babs basia; dorothy dot dolly dorota;
        frances fran franciszka; francis frank; francisco paco; francesca; harold harry hal; harriet hattie; henry hank; henrietta; helen helena nell nellie olena elena yelena; ellen; elaine; jacqueline jackie jacqui; lawrence larry laurence laurie; laura; lauren;
        leonard len lenny; pamela pam; peter pete piotr petro piotrek; petra; penelope penny; raymond ray; ronald ron ronnie; rory; ryan; sandra sandie; theresa teresa terri tess therese; timothy tim; valerie val; vincent vince vinny; walter wally;
        zachary zach zack; abigail abi abbie; eleanor ellie elly; isabel izzy bella isabella; jessica jess; kimberly kim kimberley; natalie nat natalia nataliya natasha; olivia liv; oliver ollie; rosemary rosie; rose; gwendoline gwen; douglas doug; donald don;
        frederick fred freddie; freda; graham graeme; kenneth ken kenny; kathleen; kevin kev; keith; karen; martin marty; martina; norman norm; stanley stan; sydney sidney sid; albert al bertie; alan allan allen; alice; alison; alfred alfie;
        amy; ann anne anna ania hanna anya annie; annabel; anita; arthur; audrey; barry baz; beatrice; brian bryan; brenda; bruce; carl karl; carla; cheryl; clare claire clara; clive; colin; craig; dale; darren; dawn; dean; denise; dennis denis; derek; derrick; diana diane dianne; doreen; doris;
        eileen; elsie; emily; emma; eric; erica; ernest ernie; eva fiona; florence flo; gail; gareth; gary garry gaz; gavin; gemma; gillian gill jill; glenn glen; glenys; gloria; gordon; grace; hannah; hazel; heather; heidi; hilary; holly; howard; hugh huw; ian iain; irene iryna irina; iris; ivan; ivor; jane; janet; janice; jason; jasmine; jean jeanette; joy; joyce; judith judy; julia; julian; julie; june; justin; justine; kelly; kerry; kyle; lee; leah; leanne; lesley; leslie les; linda lynda; lisa; louis lewis; louise lou; lucy; luke lukasz; lydia; lynn lynne lyn; malcolm mal; marcus; marek; maria marie mary mariya marysia; mariana; marian marion; mario; marjorie; mark marc; marilyn; maureen; maurice; max; megan; melanie mel; miriam; mildred; moira; molly; monica monika; muriel; nathan; neil neal; nigel; noel; nora norah; owen; paul pawel pavel pavlo; paula; pauline; phyllis; polly; rachel rachael; ralph; reginald reg; rhys; rita; roger; rosa; roy; russell; ruth; sally; sara sarah; scott; sean shaun shawn; sharon; sheila; shirley; simon szymon; sonia sonya; sophie zofia zosia sofia; stuart stewart stu; sylvia; tanya tania tatiana tetiana; tracey tracy; trevor trev; una; ursula; vera; veronica; vivien vivienne vivian viv; wayne; wendy; yvonne; zoe; sian; sioned; siobhan; ieuan; rhian; rhiannon; megan; carys; nia; aled; geraint; gethin; dylan; declan; niamh; aoife; orla; ciara; conor connor; eamon eamonn;
        angus gus; emmanuel manny; archibald archie; cassandra cassie; cynthia cindy; constance connie; gabrielle gabby; jeremy jez; joshua josh; madeleine maddie madeline; matilda tilly; mitchell mitch; nathaniel nate; winifred winnie; isobel ishbel; hamish; martha marta; adam; luke; abraham abe; augustus; bernard bernie; bernadette; clifford cliff; clive; cyril; damian damien; dominic dom; duncan; eugene gene; euan ewan; fergus; finlay; hector; herbert herb; jade; jemima; kirsty; lilian lily lillian; lorraine; lucas; mabel; miles myles; minnie; morag; myra; naomi; nina; oscar; percy; quentin; roderick rod; rodney; rowena; ruby; rupert; shelley; stella; tamsin; tobias toby; verity; violet; wilfred wilf; xavier;
        jan janusz janek; jakub kuba; jacek; jerzy; magdalena magda; marzena; agnieszka aga; agata; beata; bartosz bartek bartlomiej; bozena; danuta; dariusz darek; elzbieta ela; grazyna; halina; ireneusz; iwona; jolanta; justyna; kamil; kamila; karol; karolina; lech; leszek; maciej; malwina; mariusz; miroslaw mirek; pawel; rafal; renata; ryszard; slawomir; stanislaw staszek; wojciech wojtek; zbigniew zbyszek; zygmunt; zuzanna;
        bogdan bohdan; constantin costel; cristian; cristina; florin; gheorghe; ion ionut; ioana; laurentiu; liviu; marius; mihai; mihaela; mircea; nicolae; octavian; raluca; sorin; vasile vasyl vasily; viorel; radu; oksana; olga olha; svetlana svitlana; ludmila liudmyla lyudmila; anastasia nastya; igor ihor; oleg oleh; yuri yurii yury; yevhen evgeny yevgeny evgenii zhenya; evgenia yevgeniya; darya daria; alexei oleksii alexey aleksei; alla; artem artyom; maksym maxim maksim; nadezhda nadiia; roman; taras; valentin; valentina; giorgos; eleni; nikos; kostas; dimitris; maria;
        antonella; giovanni; giuseppe; luigi; luca; giulia; paolo; paola; carlos; jose; joao; luis; luisa; manuel; manuela; miguel; pedro; rui; sofia; ana; ines; juan; juana; pablo; diego; fernando; fernanda; gabriel; gabriela; rafael; rafaela; sergio; julio; claudio; claudia; silvio; silvia; bruno; bruna; adriano; adriana;
        mohammed mo mohd md mohamed muhammad mohammad muhammed mohamad muhamad mehmet maxamed mohamud; ahmed ahmad axmed; mahmoud mahmud mehmood mahmood mahamud; hamid hameed; hamed; hamida; hamza hamzah; hassan hasan xasan; hussain hussein husain hossain hossein xuseen hussayn; husna; hussein; ali aly cali; aliya aaliyah; abdul abd abdel abdur abdool; abdullah abdallah abdulla abdullahi cabdullahi; abdi cabdi; abdirahman abdurrahman abdulrahman abdirahmaan abdalrahman; abdirashid abdulrashid; abdulaziz abdelaziz;
        omar umar umer cumar; osman usman othman uthman cusmaan; yusuf yousef youssef yousuf yusef yousaf yosuf; yunus younus yunis; ibrahim ebrahim ibraheem; ismail ismael esmail ismaeel; isaac ishaq; ilyas elyas; idris idrees; imran emran; iqbal eqbal; irfan; mustafa mustapha moustafa; khalid khaled; khalil khaleel; kamal; kamil; jamal gamal; jamil jameel; jamila; javed javaid jawed; saeed said; salim saleem; salma; salman; salma; samir sameer; samira; sami; saad; sabir; sabrina; sajid; sajida; shahid; shahida; shabana; shabnam; shabir shabbir; shakil shakeel; sharif shareef; sherif; shoaib; siddiq; rashid rasheed; rashida; rahim raheem; rahima; rahman rehman; rafiq rafique; rafi; ramzan ramadan; riaz riyaz; rizwan; rukhsana ruksana; rubina; razia; raza; tariq tarek tareq tarik; tahir; tahira; tanveer tanvir; talha; waseem wasim; waqar; waqas; yasin yaseen; yasmin yasmeen jasmin; yaqub yaqoob yakub; zahid; zahida; zahra sahra zehra; zainab zaynab zeinab zeynep; zakir; zakia; zubair zubayr; zubaida; zulfiqar; bilal belal; bushra; farah; farida; farid fareed; farooq faruk farouk faruq; faisal faysal; fatima fatema fatimah fadumo faadumo fatma; fahad; faiza; fozia fauzia; ghulam; habib; habiba; haider hyder; haji; halima; hanif haneef; hanifa; haroon harun; hina; humaira; hodan; jahan; junaid; khadija khadijah khatija khadra; khurram; layla leila laila leyla; maryam mariam maryan; malik; mariam; mumtaz; muna mona; munir muneer; musa moosa; nadia; nadeem nadim; naeem naim; nasir nasser naser; nasreen nasrin; nasra; nazia; nazir nazeer; nasim naseem; noor nur nour nuur; noreen; parveen parvin; pervez; qasim kasim; sadia; sadiq; saima; sana; shazia; sofia; sumaya; sultan; sultana; suleman sulaiman suleyman; amina aminah aamina; amin ameen; amir aamir ameer; amira; anwar; arif; asif; asim; asma; atif; ayesha aisha aysha aishah caasha; ayan; azhar; aziz; aziza; halimo; hibo; hawa; ifrah; sagal; warsame; guled; jama; farah; mehmet; ayse; emine; mustafa; murat; kemal; ozlem; elif;
        aarti arti; aditya; ajay; akash; akshay; amit; amita; anand; anil; anila; anish; anisha; anjali; anjana; ankit; ankita; anup; anuradha; aruna; arun; arjun; arvind; asha; ashok; ashish; bharat; bharti; bhavesh; bhavna bhavana; bhavin; bhavini; bhupendra; chandrakant; chetan; chetna; daksha; damini; darshan; darshana; deepa; deepak dipak; deepika; devi; dhruv; dilip dileep; dinesh; dipti deepti; divya; falguni; ganesh; gaurav; geeta gita; girish; gopal; hansa; harish; harsha; hasmukh; heena hina; hemant; hemlata; hetal; hiren; hitesh; indira; isha; jagdish; jaya; jayesh; jayshree jayshri jayashree; jignesh; jigna; jitendra; jitesh; jyoti; jyotsna jyotsana; kalpana; kalpesh; kamala kamla; kantilal kanti; karan; kavita; ketan; kirit; kiran; kirti; kishor kishore; kokila; krishna; kumar; kunal; kusum; lakshmi laxmi; lalita; lata; leela lila; madhu; mahesh; mahendra; maya; manish; manisha; manoj; meena mina; mita meeta; minesh; mitesh; mohan; mohit; mukesh; mukund; narendra; naresh; natwar; neela nila; neeta nita; neha; nikhil; nilesh; nilam neelam; nimesh; nisha; nirmala; nitin; nitesh; pallavi; panna; paresh; parul; pooja puja; prakash; pradeep pradip; pramod; prashant; pravin praveen; pravina; preeti priti; priya; purnima; pushpa; rahul; rajan; rajendra; rajesh; rajiv rajeev; rajni; rakesh; raksha; ramesh; rameshchandra; ramila; ranjan; rashmi; ravi; ravindra; rekha; renu; reena rina; ritesh; ritu; rohan; rohit; roshni; rupal; rupa; sanjay; sangita sangeeta; sandip sandeep; sarita; sarla; saroj; satish; savita; seema sima; shanta; shanti; shailesh; shilpa; shital sheetal; shobha; shobhana; shweta; smita; sonal; suman; sumit; sunil; sunita; suresh; surekha; sushila; swati; tarun; trupti; tushar; umesh; uma; urmila; usha; vandana; vanita; varsha; vasant; vijay; vijaya; vikram; vikas; vimal; vimla; vinod; vina veena; vipul; viral; vishal; yash; yogesh; yogini;
        amandeep; amarjit; amrit; amrik; anoop; avtar; balbir; baldev; baljit; baljinder; balvinder balwinder; balwant; bhupinder; charanjit; daljit; davinder; dilbagh; gurbax; gurdev; gurdip gurdeep; gurjit; gurmeet gurmit; gurmukh; gurpreet; gurvinder gurwinder; harbhajan; harbans; hardip hardeep; hardev; harjinder; harjit; harmeet; harpreet; harvinder harwinder; inderjit; jagdip jagdeep; jagjit; jasbir; jaspal; jaspreet; jasvinder jaswinder; jasvir; joginder; karamjit; kulbir; kuldip kuldeep; kuljit; kulvinder kulwinder; kulwant; lakhbir; lakhvinder lakhwinder; mandip mandeep; maninder; manjinder; manjit; manpreet; mohinder; narinder; nirmal; paramjit parmjit; pardip pardeep; parminder; pritam; rajinder; rajvinder rajwinder; ranjit; ravinder; rupinder; sarbjit; satnam; satvinder satwinder; satwant; simran; sukhbir; sukhdev; sukhjit; sukhvinder sukhwinder; surinder; surjit; swaran; tarlochan; tejinder;
        adebayo bayo; adaeze; ade; adaobi; amara; ama; abena; akosua; kofi; kwame; kwaku; kojo; yaw; yaa; afua; efua; esi; chidi; chika; chinedu; chinwe; chioma; emeka; ebele; ifeanyi; ifeoma; ikechukwu; kelechi; nkechi; ngozi; nnamdi; obinna; ogechi; uche; uchenna; folake; folasade; femi; bola; bukola; kehinde; taiwo; babatunde tunde; yemi; yetunde; olu; oluwaseun seun; olufunmilayo funmilayo ayodele dele; olumide mide; omobolanle bolanle; chukwuemeka emeka; chinonso nonso; temitope tope; tolu; tendai; tafadzwa; tapiwa; rudo; farai; chipo; nyasha; tatenda; themba; thabo; sipho; mehari; tesfaye; abeba; selam; mulugeta; wanjiru; kamau; njeri; otieno; achieng; winston; delroy; errol; leroy; carlton; desmond; marlene; marcia; beverley beverly bev; yvette; sonia; jermaine; tyrone; kwesi;
        wei; ming; mei; ling; li; hui; hong; jing; jun; ping; xiu; yan; ying; yun; zhen; minh; thi; van; linh; huong; hanh; tuan; lan; nguyen; siti; nurul; putri; dewi; agus; budi; jose; maricel; rosario; jocelyn; marites;
        konstantinos kostas costas; georgios giorgos yiorgos; dimitrios dimitris; ioannis yannis giannis; nikolaos nikos; panagiotis panos; spyridon spyros; athanasios thanasis; evangelos vangelis; katerina; eleftherios lefteris;
        giuseppe pino beppe peppe; giovanni gianni; luigi gigi; alessandro sandro; vincenzo enzo; ignacio nacho; dolores lola; manuel manolo; enrique quique; joaquim quim; roberto beto; salvatore toto; domenico mimmo; lorenzo renzo; jose pepe ze; francisco chico; concepcion concha; guadalupe lupe; mercedes merche;
        johannes hans; friedrich fritz; nikolaus klaus; ulrich uli; heinrich heinz; wilhelm willi; pieter piet; cornelis kees; willem wim; hendrik henk; jacobus koos; jean; jacques; pierre; guillaume; benoit; laszlo laci; istvan pista; jozsef joska; zoltan zoli; ferenc feri; gabor gabi; dumitru mitica; nicolae nicu; alexandru sandu; ileana;
        anatoliy anatoly tolya; vyacheslav viacheslav slava; vitaliy vitaly vitalii; hryhoriy grigory grigori hryhorii; halyna galina; yuliia yulia julia iuliia; yana jana; yaroslav jaroslav; larysa larisa; ruslan; lesya lesia; henryk henry; karol charles; jiri jirka; zuzana zuzka; honza jan; marek mark; ewa eve; agnieszka agnes; lukasz luke; edyta edith; urszula ursula; ludwik louis; ryszard richard; jerzy george; janis; ivars; jonas; vytautas; mindaugas;
        ahmed ahmet; hussain huseyin; omar omer; khalil halil; rashid rachid; sharif cherif; jamal djamel djamal; yusuf youcef; ayesha aicha; hisham hesham hichem; walid waleed oualid; fouad fuad; bushra bouchra; abdulqadir abdelkader abdulkadir abdelqader; nuruddin noureddine nooruddin nureddin; salahuddin salaheddine saladin; zakaria zakariya zakariyya; dawud daoud dawood daud; mohsen muhsin mohsin; reza rida; mehdi mahdi; shaima chaima; suad souad; nabil nabeel; jalal galal; latif lateef; majid majeed; wahid waheed; rabia; sumayya; ruqayya ruqaya; safiya safia safiyya; aliyu; usama osama; anas; basim bassem; hani; ihab ehab; karima; nawal; samia; wafa;
        chukwuebuka ebuka; chiamaka amaka; nkemdilim nkem; ifeoma ify; obiageli oby; kenechukwu kene; somtochukwu somto; oluwakemi kemi; olushola shola sola; adeyemi; olabisi bisi; omotola; ayotunde; kayode; rotimi; olufemi; oluwafemi; adewale wale; akinwale; tendai tendayi; tafadzwa taffy; kudakwashe kuda; munashe; anesu; tinashe; simbarashe simba; nomvula; bongani; lindiwe lindi; sibusiso sbu; mbali;
        """;

    private static readonly Dictionary<string, string> Full = Read();

    /// <summary>The full form of a given name, or the word itself where it is not known as one.</summary>
    public static string Formal(string word) => Full.GetValueOrDefault(word, word);

    public static bool IsKnown(string word) => Full.ContainsKey(word);

    /// <summary>Names that so many people bear, in each origin, that two bearers are seldom one person: common given names and surnames.
    /// Where only these agree, any difference counts.</summary>
    public static bool IsCommon(string word) => Common.Contains(Formal(word));

    /// <summary>Parts that one writes and leaves out again, such as Singh before a surname or Mohammed before the name in use.</summary>
    public static bool IsOptional(string word) => Optional.Contains(Formal(word));

    /// <summary>Family names that one person may write in two ways: Chinese and Korean ones in Latin letters, Chowdhury, Smyth.</summary>
    public static bool IsOneRomanised(string left, string right) => Romanised.Any(group => group.Contains(left) && group.Contains(right));

    /// <summary>The word and its other ways of writing.</summary>
    public static IEnumerable<string> AsRomanised(string word) =>
        Romanised.Where(group => group.Contains(word)).SelectMany(group => group).Prepend(word).Distinct();

    private static readonly string[][] Romanised =
    [
        .. """
            zhang chang cheung jang; li lee lei; chen chan; liu lau; huang wong hwang; wang wong; zhou chow chou chau; xu hsu tsui;
            lin lam lim; zhao chao chiu; yang yeung; he ho; guo kwok kuo; zheng cheng chung; park pak bak; choi choe;
            jung jeong chung; kang gang; lee yi rhee ri; cho jo; kim gim; xie hsieh tse; cai tsai choi; zhu chu; sun suen; ma mah;
            wu ng; pham fam; chaudhry choudhury chowdhury chaudhary choudhary chaudhuri chowdhry; sheikh shaikh sheik shaykh;
            syed sayed sayyid saeed said; qureshi quraishi koreshi; siddiqui siddique siddiqi; miah mia miya mian; begum begam;
            parekh parikh; chauhan chohan chauhaan; virdee virdi; vaghela waghela; nair nayar; pillai pillay; iyer aiyar;
            banerjee bannerjee; bhatt bhat; grewal garewal; dhillon dillon; clark clarke; smith smyth smythe; reid reed read;
            thomson thompson tomson; brown browne; white whyte; green greene; moor moore; matthews mathews; nicholls nichols nicols;
            rodgers rogers; pearce pierce; gray grey; leigh lee lea; elliot elliott eliot; cook cooke; phillips philips
            """.Split(';').Select(group => group.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
    ];

    private static readonly HashSet<string> Optional =
    [
        .. "mohammed abdul singh kaur kumar bhai ben begum bibi khatun khatoon haji hajji syed sayed sheikh shaikh devi lal miah alhaji"
            .Split(' ')
            .Select(Formal),
    ];

    private static readonly HashSet<string> Common =
    [
        .. """
            smith jones brown taylor williams wilson johnson davies evans roberts walker wright robinson thompson white hughes edwards green hall wood
            harris lewis martin jackson clarke clark turner hill cooper ward moore king lee baker morris allen morgan scott davis thomas james
            john david michael mary maria anna
            patel singh kaur khan ahmed ali hussain hassan shah begum miah mohammed abdul rahman fatima akhtar mistry sharma kumar chauhan parmar islam uddin iqbal malik mahmoud
            abdi omar yusuf ibrahim osman abdullah jama farah nguyen tran chen wang li zhang chan wong
            nowak kowalski kowalska wisniewski popescu popa ionescu ivanov kovalenko silva santos ferreira pereira garcia rodriguez fernandes
            okafor adeyemi mensah owusu moyo ndlovu tesfaye campbell murphy kelly osullivan obrien
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Formal),
    ];

    private static Dictionary<string, string> Read()
    {
        Dictionary<string, string> full = [];
        foreach (var group in Groups.Split(';'))
        {
            var words = group.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            // Groups that share a spelling are one; each spelling stays where it stands first.
            var formal =
                words.Select(word => full.GetValueOrDefault(word)).FirstOrDefault(known => known is not null) ?? words.FirstOrDefault();
            foreach (var word in words)
                full.TryAdd(word, formal!);
        }
        return full;
    }
}
