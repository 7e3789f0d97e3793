using System.Text;
using System.Xml;
using System.Xml.Linq;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.Organisations;
using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

/// <summary>The file for the bank with its labels and as pain.001, read back by readers that do not know the writers.</summary>
public sealed class BankFileTests
{
    private static readonly BankAccount Ours = new("OPCC Llr", "601111", "00000001");
    private static readonly BankFileSettings Daily = new(BankFileFormat.Bacs, "123456");

    // A Wednesday.
    private static readonly DateOnly PayOn = new(2026, 3, 4);

    private static string Bacs(BankFileSettings settings, IReadOnlyList<BacsPayment> payments) =>
        BacsFile.Write(settings, Ours, PayOn.AddDays(-2), PayOn, BacsFile.Serial("P-2026-012"), payments);

    [Theory]
    [InlineData(false, 100, "1 DAILY  ")]
    [InlineData(true, 106, "4 MULTI  ")]
    public void A_full_Bacs_file_has_its_labels_where_the_layout_has_them(bool multiple, int length, string work)
    {
        var read = new BacsLayout(
            Bacs(
                Daily with
                {
                    MultipleDays = multiple,
                    FileNumber = 7,
                },
                [new(new("Café & Co", "309999", "87654321"), new(1), "P-2026-012-001")]
            )
        );
        Assert.Equal(("260012", "123456", length, work, 7), (read.Serial, read.User, read.RecordLength, read.WorkCode, read.FileNumber));
        Assert.Equal(
            (new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 6)),
            (read.Created, read.Processing, read.Expires)
        );
        Assert.Equal(
            new BacsLayout.Data(
                "309999",
                "87654321",
                "99",
                "601111",
                "00000001",
                1,
                "OPCC LLR",
                "P-2026-012-001",
                "CAFE & CO",
                multiple ? read.Processing : null
            ),
            read.Records[0]
        );
    }

    [Fact]
    public void A_full_Bacs_file_over_a_year_end_names_the_processing_day_of_the_old_year()
    {
        // New Year's Day is a bank holiday: paid on Friday, processed on 31 December.
        var read = new BacsLayout(BacsFile.Write(Daily, Ours, new(2026, 12, 30), new(2027, 1, 4), "270001", [new(Ours, new(5), "R")]));
        Assert.Equal((new DateOnly(2026, 12, 31), new DateOnly(2027, 1, 6)), (read.Processing, read.Expires));
    }

    [RepeatableProperty(60)]
    public Property A_full_Bacs_file_keeps_every_account_amount_and_reference() =>
        Prop.ForAll(
            Any.List(
                Any.Each(
                    Any.Number(1, 99_999_999),
                    Any.Number(0, 99_999_999),
                    Any.Of("Group ①", "Ysgol Llŷn", "A&B/C-D.E", "O’Neill’s", "<>{}\r\n\t", "")
                ),
                1,
                60
            ),
            Any.Of(true, false),
            (payments, multiple) =>
            {
                var given = payments
                    .Select(
                        (one, i) =>
                            new BacsPayment(
                                new(one.Item3, $"{one.Item2 % 1_000_000:000000}", $"{one.Item2:00000000}"),
                                new(one.Item1),
                                PaymentRunRules.Reference("P-2026-012", i + 1)
                            )
                    )
                    .ToList();
                var read = new BacsLayout(Bacs(Daily with { MultipleDays = multiple }, given));
                Assert.Equal(
                    given.Select(one => (one.To.SortCode, one.To.AccountNumber, one.Amount.Pence, one.Reference)),
                    read.Records.SkipLast(1).Select(one => (one.SortCode, one.Account, one.Pence, one.Reference))
                );
                Assert.All(read.Records, one => Assert.Equal(("601111", "00000001"), (one.FromSortCode, one.FromAccount)));
                Assert.All(read.Records, one => Assert.Matches(@"\A[A-Z0-9.&/ -]*\z", one.Originator + one.Name + one.Reference));
                var (contra, total) = (read.Records[^1], given.Sum(one => one.Amount.Pence));
                Assert.Equal(("17", total, "601111", "00000001"), (contra.Code, contra.Pence, contra.SortCode, contra.Account));
                Assert.Equal((total, total, 1, given.Count), (read.Debits, read.Credits, read.DebitItems, read.CreditItems));
            }
        );

    [Theory]
    [InlineData("P-2026-001", "260001")]
    [InlineData("P-2026-1234", "261234")]
    public void A_submissions_serial_comes_from_its_payment_run(string run, string serial) => Assert.Equal(serial, BacsFile.Serial(run));

    [Theory]
    [InlineData("2026-03-02", 2, "2026-03-04")] // Monday
    [InlineData("2026-02-28", 2, "2026-03-04")] // Saturday: Bacs takes the file on Monday
    [InlineData("2026-04-02", 2, "2026-04-08")] // Maundy Thursday
    [InlineData("2026-03-02", 0, "2026-03-02")]
    public void The_first_day_of_payment_leaves_the_bank_its_working_days(string taken, int days, string first) =>
        Assert.Equal(
            DateOnly.Parse(first, null),
            (Daily with { Format = BankFileFormat.Pain001, DaysBefore = days }).FirstPayDay(DateOnly.Parse(taken, null))
        );

    [Fact]
    public void A_day_that_leaves_Bacs_too_little_time_is_refused_with_the_next_possible_day()
    {
        var monday = new DateOnly(2026, 3, 2);
        Assert.Equal(
            "To pay on 3 March 2026 the bank needs the file by 27 February 2026. The next possible day is 4 March 2026.",
            PaymentRunRules.WhyNotAPayDay(new(2026, 3, 3), monday, "f", Daily)?.Sentence
        );
        Assert.Equal(
            "Banks do not work on 7 March 2026. The next working day is 9 March 2026.",
            PaymentRunRules.WhyNotAPayDay(new(2026, 3, 7), monday, "f", Daily)?.Sentence
        );
        Assert.Null(PaymentRunRules.WhyNotAPayDay(new(2026, 3, 4), monday, "f", Daily));
        Assert.Null(PaymentRunRules.WhyNotAPayDay(monday, monday, "f"));
        Assert.Null(PaymentRunRules.WhyTooLate(new(2026, 3, 4), monday, Daily));
        Assert.Equal(
            "To pay on 4 March 2026 the bank needs the file by 2 March 2026. Remove its payments and make a new payment run, for 5 March 2026 or later.",
            PaymentRunRules.WhyTooLate(new(2026, 3, 4), new(2026, 3, 3), Daily)?.Sentence
        );
        Assert.NotNull(PaymentRunRules.WhyTooLate(new(2026, 3, 1), new(2026, 3, 3), new(BankFileFormat.BacsRecords)));
    }

    [Theory]
    [InlineData("", 1, null, "Portal__BacsServiceUserNumber")]
    [InlineData("12345a", 1, null, "Portal__BacsServiceUserNumber")]
    [InlineData("123456", 0, null, "Portal__BacsFileNumber")]
    [InlineData("123456", 1000, null, "Portal__BacsFileNumber")]
    [InlineData("123456", 1, 1, "Portal__BankDaysBefore")]
    [InlineData("123456", 1, 11, "Portal__BankDaysBefore")]
    public void Settings_with_which_no_Bacs_file_can_be_written_are_named(string user, int file, int? days, string setting)
    {
        Assert.StartsWith(setting, new BankFileSettings(BankFileFormat.Bacs, user, false, file, days).WhyWrong);
        Assert.Null(Daily.WhyWrong);
        Assert.Null(new BankFileSettings(BankFileFormat.BacsRecords).WhyWrong);
    }

    /// <summary>The children of each element as the schema orders them; what the portal does not write is left out.</summary>
    private static readonly Dictionary<string, string[]> Schema = new()
    {
        ["Document"] = ["CstmrCdtTrfInitn"],
        ["CstmrCdtTrfInitn"] = ["GrpHdr", "PmtInf"],
        ["GrpHdr"] = ["MsgId", "CreDtTm", "Authstn", "NbOfTxs", "CtrlSum", "InitgPty", "FwdgAgt"],
        ["PmtInf"] =
        [
            "PmtInfId",
            "PmtMtd",
            "BtchBookg",
            "NbOfTxs",
            "CtrlSum",
            "PmtTpInf",
            "ReqdExctnDt",
            "PoolgAdjstmntDt",
            "Dbtr",
            "DbtrAcct",
            "DbtrAgt",
            "DbtrAgtAcct",
            "InstrForDbtrAgt",
            "UltmtDbtr",
            "ChrgBr",
            "ChrgsAcct",
            "ChrgsAcctAgt",
            "CdtTrfTxInf",
        ],
        ["CdtTrfTxInf"] =
        [
            "PmtId",
            "PmtTpInf",
            "Amt",
            "XchgRateInf",
            "ChrgBr",
            "MndtRltdInf",
            "ChqInstr",
            "UltmtDbtr",
            "IntrmyAgt1",
            "CdtrAgt",
            "CdtrAgtAcct",
            "Cdtr",
            "CdtrAcct",
            "UltmtCdtr",
            "InstrForCdtrAgt",
            "InstrForDbtrAgt",
            "Purp",
            "RgltryRptg",
            "Tax",
            "RltdRmtInf",
            "RmtInf",
        ],
        ["PmtId"] = ["InstrId", "EndToEndId", "UETR"],
        ["InitgPty"] = ["Nm", "PstlAdr", "Id"],
        ["Dbtr"] = ["Nm", "PstlAdr", "Id"],
        ["Cdtr"] = ["Nm", "PstlAdr", "Id"],
        ["DbtrAcct"] = ["Id", "Tp", "Ccy", "Nm"],
        ["CdtrAcct"] = ["Id", "Tp", "Ccy", "Nm"],
        ["Id"] = ["IBAN", "Othr"],
        ["Othr"] = ["Id", "SchmeNm", "Issr"],
        ["DbtrAgt"] = ["FinInstnId", "BrnchId"],
        ["CdtrAgt"] = ["FinInstnId", "BrnchId"],
        ["FinInstnId"] = ["BICFI", "ClrSysMmbId", "LEI", "Nm"],
        ["ClrSysMmbId"] = ["ClrSysId", "MmbId"],
        ["ClrSysId"] = ["Cd", "Prtry"],
        ["ReqdExctnDt"] = ["Dt", "DtTm"],
        ["Amt"] = ["InstdAmt", "EqvtAmt"],
        ["RmtInf"] = ["Ustrd", "Strd"],
    };

    [RepeatableProperty(40)]
    public Property A_pain001_file_has_the_schemas_order_and_keeps_every_payment() =>
        Prop.ForAll(
            Any.List(
                Any.Each(
                    Any.Number(1, 99_999_999),
                    Any.Number(0, 99_999_999),
                    Any.Of("Group <&> \"1\"", "Ysgol Llŷn", "\u0001\uD800 x", new string('é', 200), "")
                ),
                1,
                40
            ),
            payments =>
            {
                var given = payments
                    .Select(
                        (one, i) =>
                            new BacsPayment(
                                new(one.Item3, $"{one.Item2 % 1_000_000:000000}", $"{one.Item2:00000000}"),
                                new(one.Item1),
                                PaymentRunRules.Reference("P-2026-012", i + 1)
                            )
                    )
                    .ToList();
                var content = Pain001File.Write("P-2026-012", new(2026, 3, 2, 9, 30, 15, 999, DateTimeKind.Utc), Ours, PayOn, given);
                Assert.NotEqual(Encoding.UTF8.GetPreamble(), content[..3]);
                XNamespace space = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
                var root = XDocument.Load(new MemoryStream(content)).Root!;
                Assert.Equal(space + "Document", root.Name);
                foreach (var element in root.DescendantsAndSelf().Where(one => one.HasElements))
                {
                    Assert.Equal(space, element.Name.Namespace);
                    var places = element
                        .Elements()
                        .Select(child => Array.IndexOf(Schema[element.Name.LocalName], child.Name.LocalName))
                        .ToList();
                    Assert.DoesNotContain(-1, places);
                    Assert.Equal(places.Order(), places);
                }
                Assert.All(root.Descendants(space + "Nm"), name => Assert.InRange(name.Value.Length, 1, 140));
                Assert.All(
                    root.Descendants().Where(one => one.Name.LocalName is "MsgId" or "PmtInfId" or "EndToEndId"),
                    id => Assert.InRange(id.Value.Length, 1, 35)
                );
                var (header, run) = (root.Descendants(space + "GrpHdr").Single(), root.Descendants(space + "PmtInf").Single());
                var total = (given.Sum(one => one.Amount.Pence) / 100m).ToString("0.00", null);
                foreach (var part in new[] { header, run })
                    Assert.Equal(
                        (given.Count.ToString((IFormatProvider?)null), total),
                        (part.Element(space + "NbOfTxs")!.Value, part.Element(space + "CtrlSum")!.Value)
                    );
                Assert.Equal("2026-03-02T09:30:15Z", header.Element(space + "CreDtTm")!.Value);
                Assert.Equal(("TRF", "2026-03-04"), (run.Element(space + "PmtMtd")!.Value, run.Element(space + "ReqdExctnDt")!.Value));
                Assert.Equal(("60111100000001", "GBDSC"), (Where(run, "DbtrAgt", "DbtrAcct"), run.Descendants(space + "Cd").First().Value));
                Assert.Equal(
                    given.Select(one => (one.Reference, $"GBP{one.Amount.Pence / 100m:0.00}", one.To.SortCode + one.To.AccountNumber)),
                    run.Elements(space + "CdtTrfTxInf")
                        .Select(one =>
                            (
                                one.Descendants(space + "EndToEndId").Single().Value,
                                one.Descendants(space + "InstdAmt").Single() is var amount
                                    ? amount.Attribute("Ccy")!.Value + amount.Value
                                    : "",
                                Where(one, "CdtrAgt", "CdtrAcct")
                            )
                        )
                );

                string Where(XElement within, string agent, string account) =>
                    within.Element(space + agent)!.Descendants(space + "MmbId").Single().Value
                    + within.Element(space + account)!.Descendants(space + "Othr").Single().Value;
            }
        );
}
