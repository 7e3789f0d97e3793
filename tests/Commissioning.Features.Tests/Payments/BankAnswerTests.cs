using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Payments;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Payments;

/// <summary>Files of the bank, from reading to what became of each item; and files that are wrong, of which nothing is read.</summary>
public sealed class BankAnswerTests : IDisposable
{
    private PaymentFixture place = null!;
    private string number = "";
    private Guid run;

    private static readonly Office Office = PaymentFixture.Office with { BacsServiceUserNumber = "123456" };

    public void Dispose() => place.Dispose();

    private ReadBankAnswer Read => new(place.Database.Db, Office);
    private ApplyBankAnswer Apply => new(place.Database.Db, Office);
    private MatchAnswerItem ByHand => new(place.Database.Db, Office);
    private SetAsideAnswerItems Aside => new(place.Database.Db);

    /// <summary>A run of £1,000.00, £2,000.00 and £3,000.00 for three groups, its file taken; it is three days later.</summary>
    private async Task SentAsync()
    {
        place = await new PaymentFixture().WithAwardsAsync(5000, 5000, 5000);
        List<Guid> payments = [];
        foreach (var (award, i) in place.Awards.Select((award, i) => (award, i)))
            payments.Add(await place.ApprovedAsync(award, Money.FromPounds(1000 * (i + 1))));
        run = await place.SentAsync([.. payments]);
        number = (await ViewAsync()).PaymentRun.Number;
        place.Database.Clock.MoveTo("2026-06-04 09:00");
    }

    private Task<PaymentRunQueries.PaymentRunDetail> ViewAsync() =>
        place.Database.Db.ReadAsync(work => PaymentRunQueries.GetAsync(work, Office, run));

    private async Task<string> StatusesAsync() =>
        string.Join(
            ' ',
            (await place.Database.Db.QueryAsync<string>("select Status from Payment where RunId = @run order by Amount, Id", new { run }))
        );

    private async Task<string> ReferenceAsync(int thousands) =>
        (await ViewAsync()).Payments.Single(payment => payment.Amount == Money.FromPounds(thousands * 1000)).BankReference!;

    private async Task<Guid> ReadAsync(string file, string name = "answer.xml")
    {
        var (id, wrong) = await Read.RunAsync(place.Finance, name, Encoding.UTF8.GetBytes(file));
        Assert.Empty(wrong.Select(one => one.Sentence));
        return id;
    }

    private async Task<int> AppliedAsync(string file)
    {
        var id = await ReadAsync(file);
        var view = await AnswerAsync(id);
        var (changed, wrong) = await Apply.RunAsync(place.Finance, id, view.Shown);
        Assert.Empty(wrong.Select(one => one.Sentence));
        return changed;
    }

    private Task<BankAnswers.AnswerView> AnswerAsync(Guid id) => place.Database.Db.ReadAsync(work => BankAnswers.GetAsync(work, id));

    private async Task<Guid> LastAsync() =>
        await place.Database.Db.ScalarAsync<Guid>("select Id from BankAnswer order by ReadAt desc, Id desc");

    private async Task RefusedAsync(string sentence, byte[] file, string name = "answer.xml")
    {
        var (_, wrong) = await Read.RunAsync(place.Finance, name, file);
        Assert.Equal(sentence, wrong.Select(one => one.Sentence).FirstOrDefault());
        Assert.Equal((0, 0), (await place.Database.CountAsync("BankAnswer"), await place.Database.CountAsync("BankAnswerItem")));
        Assert.Equal("Scheduled Scheduled Scheduled", await StatusesAsync());
    }

    private Task RefusedAsync(string sentence, string file, string name = "answer.xml") =>
        RefusedAsync(sentence, Encoding.UTF8.GetBytes(file), name);

    private static string Returned(string reference, string amount, string code = "B", string currency = "GBP") =>
        $"""<ReturnedCreditItem ref="{reference}" transCode="99" returnCode="{code}" originalProcessingDate="2026-06-01" valueOf="{amount}" currency="{currency}"><ReceiverAccount number="12345678" ref="{reference}" name="GROUP" sortCode="20-00-00"></ReceiverAccount></ReturnedCreditItem>""";

    private static string Arucs(string items, string totals, string day = "2026-06-03", string user = "123456") =>
        $"""<?xml version="1.0" encoding="ISO-8859-1"?><BACSDocument><Data><ARUCS><Header reportType="REFT1027" adviceNumber="000" currentProcessingDate="{day}"></Header><ServiceLicenseInformation userName="OPCC" userNumber="{user}"></ServiceLicenseInformation><Advice><OriginatingAccountRecords><OriginatingAccountRecord><OriginatingAccount name="OPCC" number="00000001" sortCode="99-99-99" type="0"></OriginatingAccount>{items}{totals}</OriginatingAccountRecord></OriginatingAccountRecords></Advice></ARUCS></Data></BACSDocument>""";

    private static string Totals(int count, string sum) => $"""<Totals numberOf="{count}" valueOf="{sum}" currency="GBP"></Totals>""";

    private static string Awacs(string reference, string day = "2026-06-03") =>
        $"""<BACSDocument><Data><MessagingAdvices><MessagingHeader report-type="AWACS" user-number="123456"/><MessagingAdvice user-number="123456" reference="{reference}" reason-code="3" effective-date="{day}" payee-sort-code="200000" payee-account-number="12345678" payee-new-sort-code="309999" payee-new-account-number="87654321"/></MessagingAdvices></Data></BACSDocument>""";

    private static string Camt(
        string entries,
        string space = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08",
        string account = "00000001",
        string totals = ""
    ) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{space}"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-06-03T08:00:00</CreDtTm></GrpHdr><Ntfctn><Id>N1</Id><Acct><Id><Othr><Id>{account}</Id></Othr></Id></Acct>{totals}{entries}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>""";

    private static string Entry(
        string amount,
        string details,
        string direction = "DBIT",
        string status = "BOOK",
        string day = "2026-06-03",
        string extra = "",
        string currency = "GBP"
    ) =>
        $"""<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{extra}<Sts><Cd>{status}</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><BkTxCd/>{details}</Ntry>""";

    private static string Paid(string reference, string amount) => Entry(amount, $"<NtryDtls>{Transaction(reference, amount)}</NtryDtls>");

    private static string Transaction(string reference, string amount, string more = "") =>
        $"""<TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs><Amt Ccy="GBP">{amount}</Amt>{more}</TxDtls>""";

    [Fact]
    public async Task Arucs_reports_a_payment_that_came_back_before_and_after_it_was_marked_as_paid()
    {
        await SentAsync();
        var (one, two) = (await ReferenceAsync(1), await ReferenceAsync(2));
        Assert.Equal(1, await AppliedAsync(Arucs(Returned(one, "1000.00"), Totals(1, "1000.00"))));
        Assert.Equal("Returned Scheduled Scheduled", await StatusesAsync());
        Assert.Equal(2, (await new MarkRunPaid(place.Database.Db, Office).RunAsync(place.Finance, run, new(2026, 6, 1))).Value);
        Assert.Equal("Returned Paid Paid", await StatusesAsync());
        // The second time the first is known.
        Assert.Equal(1, await AppliedAsync(Arucs(Returned(one, "1000.00") + Returned(two, "2000.00", "5"), Totals(2, "3000.00"))));
        Assert.Equal("Returned Returned Paid", await StatusesAsync());
        Assert.Equal(
            "Returned on 3 June 2026. No account (5)",
            await place.Database.Db.ScalarAsync<string>("select ResultNote from Payment where BankReference = @two", new { two })
        );
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task Awacs_sets_the_account_back_to_be_checked_and_leaves_the_payment_paid()
    {
        await SentAsync();
        var two = await ReferenceAsync(2);
        await new MarkRunPaid(place.Database.Db, Office).RunAsync(place.Finance, run, new(2026, 6, 1));
        Assert.Equal(1, await AppliedAsync(Awacs(two)));
        Assert.Equal("Paid Paid Paid", await StatusesAsync());
        Assert.Equal(
            ("Given", true, (string?)null),
            (
                await place.Database.Db.ScalarAsync<string>(
                    "select b.State from BankDetails b join Payment p on p.BankDetailsId = b.Id where p.BankReference = @two",
                    new { two }
                ),
                await place.Database.Db.ScalarAsync<bool>(
                    "select case when b.RecheckWhy like 'The bank says of%' then 1 else 0 end from BankDetails b join Payment p on p.BankDetailsId = b.Id where p.BankReference = @two",
                    new { two }
                ),
                await place.Database.Db.ScalarAsync<string>(
                    "select b.Payee from BankDetails b join Payment p on p.BankDetailsId = b.Id where p.BankReference = @two",
                    new { two }
                )
            )
        );
        // The others' accounts stay in use.
        Assert.Equal(1, await place.Database.CountAsync("BankDetails", "State = 'Given'"));
        // Advice of another day: nothing is new.
        Assert.Equal(0, await AppliedAsync(Awacs(two, "2026-06-04")));
    }

    [Fact]
    public async Task Camt_054_says_what_was_paid_came_back_and_is_not_booked_yet()
    {
        await SentAsync();
        var (one, two, three) = (await ReferenceAsync(1), await ReferenceAsync(2), await ReferenceAsync(3));
        var file = Camt(
            Entry(
                "3000.00",
                $"<NtryDtls><Btch><PmtInfId>{number}</PmtInfId><NbOfTxs>2</NbOfTxs><TtlAmt Ccy=\"GBP\">3000.00</TtlAmt></Btch>{Transaction(one, "1000.00")}{Transaction(two, "2000.00")}</NtryDtls>"
            )
                + Entry(
                    "2000.00",
                    $"<NtryDtls>{Transaction(two, "2000.00", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>")}</NtryDtls>",
                    "CRDT",
                    extra: "<RvslInd>true</RvslInd>"
                )
                + Entry("3000.00", $"<NtryDtls>{Transaction(three, "3000.00")}</NtryDtls>", status: "PDNG")
                + Entry("75.00", "<NtryDtls><TxDtls><Refs><EndToEndId>RENT</EndToEndId></Refs></TxDtls></NtryDtls>")
                + Entry("20.00", "", "CRDT"),
            totals: "<TxsSummry><TtlNtries><NbOfNtries>5</NbOfNtries><Sum>8095.00</Sum></TtlNtries></TxsSummry>"
        );
        Assert.Equal(3, await AppliedAsync(file));
        Assert.Equal("Paid Returned Scheduled", await StatusesAsync());
        Assert.Equal(
            "Returned on 3 June 2026. Account closed (AC04)",
            await place.Database.Db.ScalarAsync<string>("select ResultNote from Payment where BankReference = @two", new { two })
        );
        var view = await AnswerAsync(await LastAsync());
        Assert.Equal(["Applied", "Applied", "Applied", "Known", "Left", "Left"], view.Items.Select(item => item.State.ToString()));
        await place.AssertSoundAsync();
    }

    [Fact]
    public async Task Camt_054_with_one_sum_for_the_run_pays_all_of_it()
    {
        await SentAsync();
        Assert.Equal(
            3,
            await AppliedAsync(
                Camt(Entry("6000.00", $"<NtryDtls><Btch><PmtInfId>{number}</PmtInfId><NbOfTxs>3</NbOfTxs></Btch></NtryDtls>"))
            )
        );
        Assert.Equal("Paid Paid Paid", await StatusesAsync());
    }

    [Fact]
    public async Task An_item_without_a_reference_finds_the_one_payment_of_its_amount()
    {
        await SentAsync();
        Assert.Equal(1, await AppliedAsync(Camt(Entry("2000.00", "") + Entry("2500.00", ""))));
        Assert.Equal("Scheduled Paid Scheduled", await StatusesAsync());
    }

    [Fact]
    public async Task Our_own_CSV_is_read_on_the_same_page()
    {
        await SentAsync();
        place.Database.Clock.MoveTo("2026-06-04 09:00");
        var csv = await place.AnswerAsync(run, payment => payment.Amount == Money.FromPounds(3000) ? "FAILED" : "PAID");
        Assert.Equal(3, await AppliedAsync(csv));
        Assert.Equal("Paid Paid Failed", await StatusesAsync());
        var other = csv.Replace("2000.00,PAID", "2000.01,PAID", StringComparison.Ordinal);
        var (_, wrong) = await Read.RunAsync(place.Finance, "other.csv", Encoding.UTF8.GetBytes(other));
        Assert.Contains("the amount is £2,000.01", Assert.Single(wrong).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_file_is_read_once_also_when_it_is_renamed_or_indented()
    {
        await SentAsync();
        var file = Camt(Paid(await ReferenceAsync(1), "1000.00"));
        await ReadAsync(file, "monday.xml");
        var indented = System.Xml.Linq.XDocument.Parse(file).ToString().Replace("\n", "\r\n    ", StringComparison.Ordinal);
        Assert.NotEqual(file, indented);
        foreach (var (text, name) in new[] { (file, "monday.xml"), (file, "tuesday.xml"), (indented, @"C:\bank\indented.xml") })
        {
            var (_, wrong) = await Read.RunAsync(place.Finance, name, Encoding.UTF8.GetBytes(text));
            Assert.Equal(
                $"{name[(name.LastIndexOf('\\') + 1)..]} has the same items as monday.xml, which {place.Finance.Name} read at 9am on 4 June 2026. A file is read once.",
                Assert.Single(wrong).Sentence
            );
        }
        Assert.Equal(1, await place.Database.CountAsync("BankAnswer"));
    }

    [Fact]
    public async Task Ten_people_who_read_one_file_at_once_read_it_once()
    {
        await SentAsync();
        var file = Encoding.UTF8.GetBytes(Camt(Paid(await ReferenceAsync(1), "1000.00")));
        var results = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => Task.Run(() => Read.RunAsync(place.Finance, $"{i}.xml", file)))
        );
        Assert.Single(results, result => result.IsDone);
        var id = results.Single(result => result.IsDone).Value;
        var shown = (await AnswerAsync(id)).Shown;
        var applied = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Apply.RunAsync(place.Finance, id, shown))));
        Assert.Single(applied, result => result.IsDone);
        Assert.Equal("Paid Scheduled Scheduled", await StatusesAsync());
        Assert.Equal(1, await place.Database.CountAsync("AuditEntry", "Action = 'BankAnswerApplied'"));
    }

    [Fact]
    public async Task A_file_is_applied_as_it_was_shown_or_not_at_all()
    {
        await SentAsync();
        var id = await ReadAsync(Camt(Paid(await ReferenceAsync(1), "1000.00")));
        var shown = (await AnswerAsync(id)).Shown;
        await new MarkRunPaid(place.Database.Db, Office).RunAsync(place.Finance, run, new(2026, 6, 1));
        Assert.Equal(
            "The payments changed after you opened this page. Look at what the file does now, then apply it.",
            (await Apply.RunAsync(place.Finance, id, shown)).FirstRefusal?.Sentence
        );
    }

    [Fact]
    public async Task A_file_that_is_taken_back_can_be_read_again_and_one_that_is_applied_stays()
    {
        await SentAsync();
        var file = Camt(Paid(await ReferenceAsync(1), "1000.00"));
        var id = await ReadAsync(file);
        Assert.Null((await new DiscardBankAnswer(place.Database.Db).RunAsync(place.Finance, id)).FirstRefusal);
        Assert.Equal(1, await AppliedAsync(file));
        Assert.StartsWith(
            place.Finance.Name,
            (await new DiscardBankAnswer(place.Database.Db).RunAsync(place.Finance, await LastAsync())).FirstRefusal?.Sentence
        );
    }

    [Fact]
    public async Task What_is_left_is_matched_by_a_person_or_set_aside_with_a_reason()
    {
        await SentAsync();
        await AppliedAsync(Camt(Paid("GRANT 1", "1000.00") + Paid("GRANT 2", "1999.00") + Paid("RENT", "75.00")));
        var items = (await AnswerAsync(await LastAsync())).Items;
        const string because = "The statement has the same number on that day";
        var (one, two) = (await ReferenceAsync(1), await ReferenceAsync(2));
        Assert.Equal(
            [
                "Enter the reference of a payment that was given to the bank, such as P-2026-001-001",
                "Say in a sentence what you saw, so that someone else can follow it",
            ],
            (await ByHand.RunAsync(place.Finance, items[0].Id, "P-2026-999-001", "yes")).Refusals.Select(refusal => refusal.Sentence)
        );
        Assert.Equal(
            $"The amount is £1,999.00, and {two} is £2,000.00",
            (await ByHand.RunAsync(place.Finance, items[1].Id, two, because)).FirstRefusal?.Sentence
        );
        Assert.Null((await ByHand.RunAsync(place.Finance, items[0].Id, one, because)).FirstRefusal);
        Assert.Equal("Paid Scheduled Scheduled", await StatusesAsync());
        Assert.Equal("Item 1 is settled already", (await ByHand.RunAsync(place.Finance, items[0].Id, one, because)).FirstRefusal?.Sentence);
        var answer = items[0].AnswerId;
        Assert.Equal(2, (await Aside.RunAsync(place.Finance, answer, [], "no")).Refusals.Count);
        Assert.Null(
            (await Aside.RunAsync(place.Finance, answer, [items[1].Id, items[2].Id], "The office's rent and a wrong debit")).FirstRefusal
        );
        Assert.Equal(["Matched", "SetAside", "SetAside"], (await AnswerAsync(answer)).Items.Select(item => item.State.ToString()));
        Assert.Equal(0, (await AnswerAsync(answer)).Answer.LeftOver);
        Assert.Equal(
            "Item 2 is settled already",
            (await Aside.RunAsync(place.Finance, answer, [items[1].Id], "The office's rent and a wrong debit")).FirstRefusal?.Sentence
        );
    }

    [Fact]
    public async Task A_file_that_is_wrong_in_one_place_is_not_read_at_all()
    {
        await SentAsync();
        var one = await ReferenceAsync(1);
        var good = Camt(Paid(one, "1000.00"));
        await RefusedAsync("answer.xml is empty. Download it from the bank again.", "");
        await RefusedAsync("answer.xml is empty. Download it from the bank again.", " \r\n");
        await RefusedAsync(
            "x.pdf is not XML and not our CSV. Choose an ARUCS or AWACS advice, a camt.054.001.08, or a CSV whose first line starts with: payment run",
            "%PDF-1.7",
            "x.pdf"
        );
        await RefusedAsync(
            "answer.xml is damaged or was cut off at line 1, so none of it was read. Download it from the bank again.",
            good[..^30]
        );
        await RefusedAsync(
            "answer.xml is damaged or was cut off at line 1, so none of it was read. Download it from the bank again.",
            good.Replace("RENT", "&x;", StringComparison.Ordinal).Replace("M1", "&x;", StringComparison.Ordinal)
        );
        await RefusedAsync(
            "answer.xml has a document type (DTD), which a bank's file never has. Ask the bank for the file again.",
            """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y"><!ENTITY z SYSTEM "file:///etc/passwd">]><Document>&x;&z;</Document>"""
        );
        await RefusedAsync(
            "answer.xml is the message camt.054.001.02. We read camt.054.001.08. Ask the bank for that one.",
            Camt(Paid(one, "1000.00"), "urn:iso:std:iso:20022:tech:xsd:camt.054.001.02")
        );
        await RefusedAsync(
            "answer.xml is no answer that we know. We read ARUCS and AWACS advices of Bacs, camt.054.001.08, and our own CSV.",
            "<html><body/></html>"
        );
        await RefusedAsync(
            "answer.xml is a document of Bacs with ARUDD. We read ARUCS and AWACS.",
            "<BACSDocument><Data><ARUDD/></Data></BACSDocument>"
        );
        await RefusedAsync(
            "answer.xml has advices of Bacs but does not say that they are AWACS. Advices about Direct Debits (ADDACS, AUDDIS) are not ours.",
            Awacs(one).Replace("AWACS", "ADDACS", StringComparison.Ordinal)
        );
        await RefusedAsync(
            "answer.xml, entry 1 is in EUR. We only pay in pounds (GBP), so none of it was read.",
            Camt(Entry("1000.00", "", currency: "EUR"))
        );
        await RefusedAsync(
            "answer.xml, item 1 is in EUR. We only pay in pounds (GBP), so none of it was read.",
            Arucs(Returned(one, "1000.00", currency: "EUR"), "")
        );
        await RefusedAsync(
            "answer.xml has 1 items of £1,000.00, and its control total says 2 of £1,000.00. Download it from the bank again.",
            Arucs(Returned(one, "1000.00"), Totals(2, "1000.00"))
        );
        await RefusedAsync(
            "answer.xml, all entries: there are 1 of £1,000.00, and the control total says 1 of £1,000.01. Download the file from the bank again.",
            Camt(Paid(one, "1000.00"), totals: "<TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries><Sum>1000.01</Sum></TtlNtries></TxsSummry>")
        );
        await RefusedAsync(
            "answer.xml, entry 1 is £3,000.00, and its 2 payments are £2,999.00. Download the file from the bank again.",
            Camt(Entry("3000.00", $"<NtryDtls>{Transaction(one, "1000.00")}{Transaction("X", "1999.00")}</NtryDtls>"))
        );
        await RefusedAsync("Item 1: 5 June 2026 is in the future", Arucs(Returned(one, "1000.00"), "", "2026-06-05"));
        await RefusedAsync(
            $"{one} is in the file twice: items 1 and 2",
            Arucs(Returned(one, "1000.00") + Returned(one, "1000.00"), Totals(2, "2000.00"))
        );
        await RefusedAsync(
            "answer.xml is for the service user number 654321, and ours is 123456, so none of it was read",
            Arucs(Returned(one, "1000.00"), "", user: "654321")
        );
        await RefusedAsync(
            "answer.xml is about the account ending 0002, and grants are paid from the one ending 0001, so none of it was read",
            Camt(Paid(one, "1000.00"), account: "GB29NWBK99999900000002")
        );
        await RefusedAsync("answer.xml, entry 1: \"1,000.00\" is not an amount in pounds and pence", Camt(Entry("1,000.00", "")));
        await RefusedAsync("answer.xml, entry 1: \"1.005\" is not an amount in pounds and pence", Camt(Entry("1.005", "")));
        await RefusedAsync(
            "answer.xml, entry 1: \"31/06/2026\" is not a date such as 2026-03-27",
            Camt(Entry("1.00", "", day: "31/06/2026"))
        );
        await RefusedAsync("The file has no payment in it", Camt(""));
        await RefusedAsync(
            "answer.xml is larger than 8 MB, so none of it was read. Ask the bank for a shorter period.",
            new byte[ReadBankAnswer.MostBytes + 1]
        );
        await RefusedAsync(
            "answer.xml is nested too deep to read. Open it in the program that made it, save it again and choose that copy.",
            string.Concat(Enumerable.Repeat("<a>", 1200))
        );
        await RefusedAsync(
            "answer.xml has a text of more than a million characters in one place, which is too much to read. Split it.",
            $"<Document>{new string('x', 2_000_000)}</Document>"
        );
        await RefusedAsync(
            "Line 1: there is no payment run \"P-2020-001\"",
            "payment run,P-2020-001,1.00\nreference,amount,result,date,note\nx,1,PAID,2026-06-01,\n"
        );
    }

    [Fact]
    public async Task A_file_in_UTF_16_is_read_like_any_other()
    {
        await SentAsync();
        var file = Camt(Paid(await ReferenceAsync(1), "1000.00")).Replace("UTF-8", "UTF-16", StringComparison.Ordinal);
        var (_, wrong) = await Read.RunAsync(
            place.Finance,
            "wide.xml",
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(file)]
        );
        Assert.Empty(wrong.Select(one => one.Sentence));
    }

    [Theory]
    [InlineData(BankFileFormat.Bacs, "VOL1260001", ".txt")]
    [InlineData(BankFileFormat.Pain001, "<?xml version=", ".xml")]
    public async Task The_setting_chooses_the_file_and_each_copy_is_the_same(BankFileFormat format, string start, string end)
    {
        place = await new PaymentFixture().WithAwardsAsync(5000);
        var office = Office with { BankFileFormat = format };
        var make = new MakePaymentRun(place.Database.Db, office);
        var payment = await place.ApprovedAsync(place.Awards[0], Money.FromPounds(1000));
        if (format == BankFileFormat.Bacs)
            Assert.Equal(
                "To pay on 2 June 2026 the bank needs the file by 29 May 2026. The next possible day is 3 June 2026.",
                (await make.RunAsync(place.Finance, [payment], new(2026, 6, 2))).FirstRefusal?.Sentence
            );
        run = (await make.RunAsync(place.Finance, [payment], new(2026, 6, 3))).Value;
        Assert.Null((await place.Release.RunAsync(place.Releaser, run)).FirstRefusal);
        var take = new DownloadPaymentFile(place.Database.Db, place.Database.Encryption, office);
        var first = (await take.RunAsync(place.Finance, run)).Value!;
        Assert.EndsWith(end, first.Name);
        Assert.StartsWith(start, Encoding.UTF8.GetString(first.Content));
        place.Database.Clock.MoveTo("2026-06-02 11:00");
        Assert.Equal(first.Content, (await take.RunAsync(place.Finance, run)).Value!.Content);
    }

    [Fact]
    public async Task A_full_Bacs_file_that_is_taken_too_late_is_refused_with_the_next_possible_day()
    {
        place = await new PaymentFixture().WithAwardsAsync(5000);
        var office = Office with { BankFileFormat = BankFileFormat.Bacs };
        var payment = await place.ApprovedAsync(place.Awards[0], Money.FromPounds(1000));
        run = (await new MakePaymentRun(place.Database.Db, office).RunAsync(place.Finance, [payment], new(2026, 6, 3))).Value;
        Assert.Null((await place.Release.RunAsync(place.Releaser, run)).FirstRefusal);
        place.Database.Clock.MoveTo("2026-06-02 11:00");
        Assert.Equal(
            "To pay on 3 June 2026 the bank needs the file by 1 June 2026. Remove its payments and make a new payment run, for 4 June 2026 or later.",
            (await new DownloadPaymentFile(place.Database.Db, place.Database.Encryption, office).RunAsync(place.Finance, run))
                .FirstRefusal
                ?.Sentence
        );
    }
}
