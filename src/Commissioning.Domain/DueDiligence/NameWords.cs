namespace Commissioning.Domain.DueDiligence;

/// <summary>Words in the names of organisations: what may be left out, what says little, abbreviations, Welsh words, places.</summary>
internal static class NameWords
{
    /// <summary>Legal forms and small words: two names that differ only in these are alike.</summary>
    public static bool IsEmpty(string word) => Empty.Contains(word);

    /// <summary>Words that many organisations have weigh less than a place or a name.</summary>
    public static bool IsCommon(string word) => Common.Contains(word);

    /// <summary>Words whose absence makes another organisation: a park and the friends of the park, a school and its nursery.</summary>
    public static bool IsOtherBody(string word) => OtherBodies.Contains(word);

    /// <summary>Words that say school by themselves.</summary>
    public static bool IsSchool(string word) =>
        word is "primary" or "secondary" or "infant" or "junior" or "grammar" or "academy" or "college" or "nursery";

    public static bool IsPlace(string word) => Places.Contains(word);

    /// <summary>Known words: two different ones are two words, never one word with a slip.</summary>
    public static bool IsKnown(string word) => Known.Contains(word);

    /// <summary>The word or words that an abbreviation or a Welsh word stands for; the word itself where it is none.</summary>
    public static string Expanded(string word) => Short.GetValueOrDefault(word, word);

    private static HashSet<string> Set(string words) => [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static readonly HashSet<string> Empty = Set(
        "the of and for in at on a an by limited ltd cic cio cbs plc llp company interest incorporated inc co registered charitable charity guarantee y yr ar o r w we"
    );

    private static readonly HashSet<string> Common = Set(
        """
        club community group trust association centre project society foundation committee partnership network council parish church school friend
        team service support action forum hub organisation resident branch
        """
    );

    private static readonly HashSet<string> OtherBodies = Set(
        "friend school church hospice museum library college nursery academy hospital junior senior ladie lady woman women veteran"
    );

    private static readonly HashSet<string> Places = Set(
        """
        leicester leicestershire rutland loughborough hinckley coalville melton mowbray oakham uppingham wigston oadby syston lutterworth market harborough
        charnwood blaby bosworth ashby shepshed birstall thurmaston braunstone enderby narborough whetstone countesthorpe earl shilton barwell ibstock
        measham castle donington kegworth quorn barrow sileby mountsorrel anstey ratby groby markfield glenfield kirby belgrave highfields evington spinney
        beaumont leys eyres monsell saffron aylestone knighton stoneygate clarendon westcotes newfoundpool rushey mead humberstone hamilton thurnby
        nottingham derby birmingham coventry northampton peterborough lincoln london manchester liverpool leeds sheffield bristol cardiff swansea
        newport wrexham wales england scotland britain uk midland east west north south city county town village penzance lancaster
        """
    );

    private static readonly Dictionary<string, string> Short = Read(
        """
        assoc=association assn=association ass=association asscn=association comm=community cttee=committee ctee=committee leics=leicestershire
        northants=northamptonshire notts=nottinghamshire utd=united ctr=centre cntr=centre center=centre st=saint rd=road grp=group gp=group org=organisation
        organization=organisation soc=society fdn=foundation fndn=foundation proj=project mgmt=management mgt=management abc=amateur_boxing_club bc=bowling_club
        wi=womens_institute pta=parent_teacher_association res=resident nhood=neighbourhood pc=parish_council pcc=parochial_church_council fc=football_club afc=football_club
        cc=cricket_club rfc=rugby_football_club sch=school prim=primary ch=church svcs=service svc=service yc=youth_club cp=primary dept=department
        dev=development neighborhood=neighbourhood vol=voluntary natl=national intl=international sen=senior jnr=junior jr=junior snr=senior
        first=1 1st=1 second=2 2nd=2 third=3 3rd=3 fourth=4 4th=4 fifth=5 5th=5 sixth=6 6th=6 seventh=7 7th=7 eighth=8 8th=8 ninth=9 9th=9 tenth=10 10th=10
        one=1 two=2 three=3 four=4 five=5 eleventh=11 11th=11 twelfth=12 12th=12
        clwb=club cymdeithas=association eglwys=church ieuenctid=youth canolfan=centre cymuned=community gymuned=community cymunedol=community gymunedol=community ysgol=school pentref=village bentref=village
        neuadd=hall cyngor=council ymddiriedolaeth=trust elusen=charity cyfeillion=friend ffrindiau=friend grwp=group menter=initiative rygbi=rugby
        cor=choir merched=women sefydliad=institute caerdydd=cardiff abertawe=swansea casnewydd=newport wrecsam=wrexham cymru=wales gwirfoddol=voluntary cwmni=company theatr=theatre
        plant=children teuluoedd=family capel=chapel undeb=union prosiect=project cynllun=scheme hen=old newydd=new bwyd=food banc=bank gofal=care
        gofalwyr=carer iechyd=health celfyddydau=art celf=art gardd=garden cerddoriaeth=music chwaraeon=sport bowlio=bowling criced=cricket ffermwyr=farmer
        ifanc=young a=and ac=and pel=foot droed=ball peldroed=football cefnogi=support cymorth=aid preswylwyr=resident tenantiaid=tenant
        cofe=church_england rc=roman_catholic urc=united_reformed_church
        szkola=school sobotnia=saturday polska=polish polski=polish polskie=polish stowarzyszenie=association klub=club dom=house parafia=parish kosciol=church
        asociatia=association scoala=school biserica=church asociacion=association associazione=association associacao=association centro=centre casa=house
        comunidad=community comunita=community comunidade=community masjid=mosque madrasa=school madrasah=school sabha=association samaj=association mandal=association mandir=temple
        ganolfan=centre glwb=club gymdeithas=association gynradd=primary cynradd=primary uwchradd=secondary meithrin=nursery cylch=group cronfa=fund gwyl=festival llyfrgell=library amgueddfa=museum
        parc=park afon=river cwm=valley mudiad=movement cymraeg=welsh cymry=welsh cymreig=welsh dynion=men pobl=people hyn=older anabl=disabled tref=town dinas=city gogledd=north dwyrain=east
        gorllewin=west caerlyr=leicester llundain=london sant=saint mosg=mosque
        verein=association schule=school ecole=school eglise=church maison=house jeunesse=youth femmes=women spilka=association shkola=school mokykla=school bendruomene=community skola=school
        biedriba=association egyesulet=association dernegi=association merkezi=centre okulu=school bulshada=community haweenka=women dhalinyarada=youth jamiat=association
        cumann=association ururka=organisation dugsi=school mala=house
        """
    );

    private static readonly HashSet<string> Known =
    [
        .. Common,
        .. Places,
        .. Set(
            """
            youth young old new boxing bowling bowl boating cricket croquet football netball basketball volleyball rugby running rowing swimming swing tennis table athletic
            hockey judo karate chess choir carer career caring care arts art darts dance drama drum music singer player playgroup play garden gardening cinema theatre film
            food bank kitchen cafe repair shed men man women woman girl boy ladies child children elder senior junior toddler parent mother father family baby
            scout guide brownie rainbow beaver cub cadet ranger primary secondary infant nursery academy college university library museum gallery hall
            park wood meadow river canal mill farm green field lane road street hill valley moor heath hospice hospital health heart stroke cancer dementia deaf blind
            mental wellbeing disability disabled autism advice aid help helping hand refuge refugee asylum migrant homeless housing night day shelter
            polish somali gujarati hindu sikh muslim islamic christian catholic methodist baptist anglican jewish mosque temple gurdwara mandir chapel
            parochial bishop saint george upper lower great little magna parva central united rovers rangers wanderers harrier town allotment
            history heritage local environment wildlife watch neighbourhood tenant volunteer voluntary credit union institute guild league band brass
            silver gold red blue white black sun star light bright hope faith life living lives learning skill training work worker business enterprise concern alliance
            initiative development management teacher education sport sports leisure recreation ground festival carnival fete fund founder
            """
        ),
    ];

    private static Dictionary<string, string> Read(string pairs) =>
        pairs
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1].Replace('_', ' '));
}
