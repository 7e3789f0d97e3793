using System.IO.Compression;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Demonstration;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.CspBudgets;

/// <summary>Papers as people have them, against the demonstration's ledger of the published figures.</summary>
public sealed class PaperReadingTests : IDisposable
{
    private static readonly FinancialYear Year = new(2024);
    private readonly TestDatabase database = new();

    private Task LoadAsync() =>
        new LoadDemonstration(
            database.Db,
            database.Clock,
            new Office(),
            new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            database.Encryption
        ).RunOnceAsync();

    private Task<Result<ReconcilePaper.Comparison>> CompareAsync(string name, byte[] content, DateOnly? asAt = null) =>
        SamplePaper.CompareAsync(database, Year, name, content, asAt);

    private async Task<ReconcilePaper.Comparison> ReadAsync(string name, byte[] content)
    {
        var outcome = await CompareAsync(name, content);
        Assert.Null(outcome.FirstRefusal?.Sentence);
        return outcome.Value!;
    }

    private Task<ReconcilePaper.Comparison> TextAsync(string text) => ReadAsync("paper.txt", Encoding.UTF8.GetBytes(text));

    private async Task<string?> RefusalAsync(string name, byte[] content) => (await CompareAsync(name, content)).FirstRefusal?.Sentence;

    /// <summary>Every figure of the paper was found, and only the slip of 35p is wrong.</summary>
    private static string? WhyNotOnlyTheSlip(ReconcilePaper.Comparison compared)
    {
        // Forty cells of two tables, and seven amounts in sentences.
        var found = string.Join(
            '\n',
            compared
                .Lines.Where(line => line.Kind is not (PaperLineKind.Agrees or PaperLineKind.NotPrinted))
                .Select(line => $"{line.Kind}: {line.What}: {line.PrintedText} {line.Sentence}")
                .Concat(compared.Reading.Unknown.Select(unknown => $"unknown {unknown}"))
                .Append($"{compared.Count(PaperLineKind.Agrees)} agree as at {compared.AsAt:yyyy-MM-dd}")
        );
        const string expected = """
            Differs: Remaining across the area: £4,818.15 35p less than the ledger
            NotInLedger: The Commissioner visited Young Futures, which was granted £19,959 in the year.: £19,959 not in the ledger
            47 agree as at 2025-01-16
            """;
        return found == expected ? null : found;
    }

    [Fact]
    public async Task A_paper_in_each_format_has_one_wrong_figure()
    {
        await LoadAsync();
        var wrong = new List<string>();
        foreach (
            var (name, content) in new (string, byte[])[]
            {
                ("tabs.txt", Encoding.UTF8.GetBytes(SamplePaper.Text())),
                ("spaces.txt", Encoding.UTF8.GetBytes(SamplePaper.Text("    "))),
                ("one-space.txt", Encoding.UTF8.GetBytes(SamplePaper.Text(" "))),
                ("lines.txt", Encoding.UTF8.GetBytes(SamplePaper.Text("\n"))),
                ("paper.docx", SamplePaper.Docx()),
                ("paper.xlsx", await SamplePaper.XlsxAsync()),
                ("paper.csv", SamplePaper.Csv()),
                ("paper.pdf", SamplePaper.Pdf()),
            }
        )
            if (WhyNotOnlyTheSlip(await ReadAsync(name, content)) is { } fault)
                wrong.Add($"{name}:\n{fault}");
        if (wrong.Count > 0)
            Assert.Fail(string.Join("\n", wrong));
    }

    [Fact]
    public async Task A_word_that_is_not_known_is_asked_about_once_and_remembered_until_it_is_removed()
    {
        await LoadAsync();
        var officer = await new Scenario(database.Db, database.Clock).PersonAsync();
        var (reconcile, names) = (SamplePaper.Reconcile(database), new PaperNames(database.Db));
        const string text =
            "As at 16 January 2025\n\nArea\tAllocation\tLaid out\nBlaby\t£60,726.49\t£57,671.50\nThe Shire\t£22,250.25\t£22,250.25\n";
        async Task<PaperReconciliations.Detail> RunAsync()
        {
            var id = (await reconcile.RunAsync(officer, Year, null, null, text, null)).Value;
            return await database.Db.ReadAsync(work => PaperReconciliations.GetAsync(work, id));
        }
        var asked = await RunAsync();
        Assert.True(asked.Reconciliation.IsAsking);
        Assert.Equal(
            [(false, "Laid out"), (true, "The Shire")],
            (await reconcile.QuestionsAsync(asked.Reconciliation)).Reading.Unknown.Select(one => (one.IsRow, one.Text))
        );
        Assert.Null(
            (
                await reconcile.AnswerAsync(
                    officer,
                    asked.Reconciliation.Id,
                    [new(false, "Laid out", "expenditure"), new(true, "The Shire", "Rutland")],
                    null
                )
            ).FirstRefusal
        );
        var again = await RunAsync();
        foreach (var id in new[] { asked.Reconciliation.Id, again.Reconciliation.Id })
        {
            var kept = await database.Db.ReadAsync(work => PaperReconciliations.GetAsync(work, id));
            Assert.Equal((false, 4, 0), (kept.Reconciliation.IsAsking, kept.Reconciliation.Agrees, kept.Reconciliation.Differs));
        }
        Assert.Null((await names.RemoveAsync(officer, isRow: true, "the shire")).FirstRefusal);
        Assert.NotNull((await names.RemoveAsync(officer, isRow: true, "the shire")).FirstRefusal);
        Assert.True((await RunAsync()).Reconciliation.IsAsking);
    }

    [Theory]
    [InlineData("Leicester spent £350,327.80 of its £313,421.48.", "£45,000.00 more than the ledger|agrees")]
    [InlineData("The nine partnerships spent £762,311.54 in 2024-25.", "£36,000.00 more than the ledger")]
    [InlineData(
        "Leicester spent £103,233.23 and Charnwood spent £305,327.80.",
        "£202,094.57 less than the ledger|£202,094.57 more than the ledger"
    )]
    [InlineData("This leaves £4,818.15 for use in the following year.", "35p less than the ledger")]
    [InlineData("The balance is GBP 4,818.15.", "35p less than the ledger")]
    [InlineData("Harborough received £43,261.19 and spent £43,181.25 of it.", "£45.00 more than the ledger|agrees")]
    [InlineData("Blaby kept £3,045.99 which it did not spend.", "£9.00 less than the ledger")]
    [InlineData("Leicester spent 89.4% of its allocation.", "the fraction is 97.4% in the ledger")]
    [InlineData("Leicester spent £tbc.", "not an amount that can be read")]
    [InlineData("A sum of six thousand pounds was paid.", "an amount in words, which cannot be read. Write it in figures.")]
    [InlineData(
        "Areas made contributions to ECINS from their budget: Leicester £800, SNWLP £20,000. This is about £28,000 in all.",
        "£19,200.00 less than the ledger|£19,200.00 more than the ledger|agrees"
    )]
    public async Task An_amount_in_a_sentence_is_compared_with_the_figure_that_its_words_name(string sentence, string results)
    {
        await LoadAsync();
        var compared = await TextAsync($"Figures at 16 January 2025.\n\n{sentence}\n");
        Assert.Equal(results.Split('|'), compared.Lines.Where(line => line.Kind != PaperLineKind.NotPrinted).Select(line => line.Sentence));
        Assert.False(compared.Agrees);
    }

    [Fact]
    public async Task What_remained_before_it_was_returned_agrees_in_a_paper_of_the_whole_year()
    {
        await LoadAsync();
        var compared = await TextAsync(
            "As at 31 March 2025\n\nCSP\tSpend\tRemaining\nBlaby\t£57,671.50\t£3,054.99\nRutland\t£22,250.25\tNil\n"
        );
        Assert.True(compared.Agrees);
        Assert.Contains(compared.Lines, line => line.Sentence == "agrees, before £3,054.99 was returned");
    }

    [Fact]
    public async Task A_figure_outside_the_ledger_is_no_agreement_until_a_person_says_why()
    {
        await LoadAsync();
        var officer = await new Scenario(database.Db, database.Clock).PersonAsync();
        const string text = "As at 16 January 2025. Blaby spent £57,671.50. The venue was £120.\n";
        var id = (await SamplePaper.Reconcile(database).RunAsync(officer, Year, null, null, text, null)).Value;
        var kept = await database.Db.ReadAsync(work => PaperReconciliations.GetAsync(work, id));
        Assert.Equal(1, kept.Reconciliation.Outside);
        Assert.False((await TextAsync(text)).Agrees);
        var line = Assert.Single(kept.Of(PaperLineKind.NotInLedger));
        Assert.Null(
            (
                await new PaperReconciliations(database.Db, SamplePaper.Files(database)).ExplainAsync(officer, id, line.Number, "Not ours")
            ).FirstRefusal
        );
        Assert.True((await TextAsync(text)).Agrees);
        Assert.False((await TextAsync("The venue was £120.\n")).IsUnderstood);
        Assert.Contains(
            "Nothing was kept.",
            (await SamplePaper.Reconcile(database).RunAsync(officer, Year, null, null, "Nothing here", null)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "1 April 2026 is not in 2024-25",
            (await CompareAsync("a.txt", Encoding.UTF8.GetBytes(text), new(2026, 4, 1))).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task One_slip_is_one_difference_and_a_row_printed_twice_is_named()
    {
        await LoadAsync();
        string[][] slip = [.. SamplePaper.Areas.Select(row => row[0] == "Blaby" ? ["Blaby", row[1], "£57,617.50", row[3]] : row)];
        var rows = (string[][] areas) => string.Join('\n', areas.Prepend(SamplePaper.Head).Select(row => string.Join('\t', row)));
        var wrong = (await TextAsync($"As at 16 January 2025\n\n{rows(slip)}\n")).Lines;
        Assert.DoesNotContain(wrong, line => line.Kind == PaperLineKind.Arithmetic);
        Assert.StartsWith(
            "£54.00 less than the ledger. From this also:",
            Assert.Single(wrong, line => line.Kind == PaperLineKind.Differs).Sentence,
            StringComparison.Ordinal
        );
        var twice = (await TextAsync($"As at 16 January 2025\n\n{rows([SamplePaper.Areas[3], .. SamplePaper.Areas])}\n")).Lines;
        Assert.Equal("Blaby: printed twice", Assert.Single(twice, line => line.Kind == PaperLineKind.Arithmetic).What);
        var missing = (await TextAsync($"As at 16 January 2025\n\n{rows([.. SamplePaper.Areas.Where(row => row[0] != "Blaby")])}\n")).Lines;
        Assert.All(
            missing.Where(line => line.Kind == PaperLineKind.Arithmetic),
            line => Assert.EndsWith("Not in the table: Blaby", line.Sentence, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_paper_of_another_year_is_said_and_not_compared()
    {
        await LoadAsync();
        var compared = await TextAsync(
            "CSP\t2023-24 Allocation\tExpenditure\nBlaby\t£60,726.49\t£57,671.50\nRutland\t£22,250.25\t£22,250.25\n"
        );
        Assert.Equal("This paper is of another year, 2023-24. Compare it with the ledger of 2023-24.", compared.Reading.Notes[0]);
        Assert.Equal((0, false), (compared.Count(PaperLineKind.Agrees), compared.IsUnderstood));
    }

    [Fact]
    public async Task A_CSV_with_semicolons_and_a_workbooks_stored_numbers_are_read_with_their_places()
    {
        await LoadAsync();
        var compared = await ReadAsync(
            "a.csv",
            "Position as at 16 January 2025, by area\nCSP;Spend;Remaining\nBlaby;£57,671.50;3054.989999999998\nMelton BC;£36,131.83;£(0.00)\nRutland;tbc;Nil\n"u8.ToArray()
        );
        Assert.Equal(4, compared.Count(PaperLineKind.Agrees));
        Assert.Equal("row 4, column 2, Melton BC", Assert.Single(compared.Lines, line => line.Kind == PaperLineKind.Differs).Place);
        Assert.Equal("tbc", Assert.Single(compared.Lines, line => line.Kind == PaperLineKind.NotUnderstood).PrintedText);
    }

    [Fact]
    public async Task A_paper_of_two_days_asks_which_and_a_kept_comparison_stays_as_it_was()
    {
        await LoadAsync();
        var officer = await new Scenario(database.Db, database.Clock).PersonAsync();
        var reconcile = SamplePaper.Reconcile(database);
        var id = (
            await reconcile.RunAsync(
                officer,
                Year,
                null,
                null,
                "Position as at 30 September 2024, and as at 16/01/2025\n\nArea\tExpenditure\nBlaby\t£57,671.51\nRutland\t£22,250.25\n",
                null
            )
        ).Value;
        async Task<PaperReconciliations.Detail> KeptAsync() => await database.Db.ReadAsync(work => PaperReconciliations.GetAsync(work, id));
        Assert.True((await KeptAsync()).Reconciliation.IsAsking);
        Assert.Null((await reconcile.AnswerAsync(officer, id, [], new(2025, 1, 16))).FirstRefusal);
        var difference = Assert.Single((await KeptAsync()).Of(PaperLineKind.Differs));
        Assert.Equal("1p more than the ledger", difference.Sentence);
        var explain = new PaperReconciliations(database.Db, SamplePaper.Files(database));
        Assert.NotNull((await explain.ExplainAsync(officer, id, difference.Number, " ")).FirstRefusal);
        Assert.Null((await explain.ExplainAsync(officer, id, difference.Number, "A slip of the pen")).FirstRefusal);
        Assert.Equal("A slip of the pen", Assert.Single((await KeptAsync()).Of(PaperLineKind.Differs)).Explanation);
        Assert.Equal(
            "The questions about this paper are answered already",
            (await reconcile.AnswerAsync(officer, id, [], null)).FirstRefusal!.Sentence
        );
        Assert.Contains("Blaby", Encoding.UTF8.GetString((await explain.OpenFileAsync(id)).Content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_papers_own_sums_are_checked()
    {
        await LoadAsync();
        var compared = await TextAsync(
            "As at 16 January 2025\n\nCSP\tAllocation\tExpenditure\tRemaining\t% spent\n"
                + "Blaby\t£60,726.49\t£57,671.50\t£3,054.98\t95.0%\nRutland\t£22,250.25\t£22,250.25\tNil\t99%\nTotal\t£82,976.74\t£79,921.76\t£3,054.98\t\n\n"
                + "4 of 9 areas (45%) spent everything.\n"
        );
        Assert.Equal(
            ["the rows above come to £79,921.75, so the total is out by £0.01", "the fraction is 100%", "the fraction is 44%"],
            compared.Lines.Where(line => line.Kind == PaperLineKind.Arithmetic).Select(line => line.Sentence)
        );
    }

    [Fact]
    public async Task A_table_of_another_year_is_not_compared()
    {
        await LoadAsync();
        var compared = await TextAsync("CSP\t2021-22 Allocation\tSpend\nBlaby\t£1.00\t£1.00\nRutland\t£1.00\t£1.00\n\nNothing else.");
        Assert.DoesNotContain(compared.Lines, line => line.Kind == PaperLineKind.Differs && line.What.Contains("allocation"));
        Assert.Contains(compared.Reading.Notes, note => note.Contains("2021-22", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_nested_table_merged_cells_brackets_and_Nil_are_read_in_Word()
    {
        await LoadAsync();
        var cell = (string properties, string inner) => $"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>";
        var inner = SamplePaper.Table([
            ["CSP", "Expenditure", "Remaining"],
            ["Blaby", "£57671.50", "3054.99"],
            ["Rutland", "£22,250.25", "Nil"],
        ]);
        var merged =
            $"<w:tbl><w:tr>{cell("<w:vMerge w:val=\"restart\"/>", SamplePaper.Words("CSP"))}{cell("<w:gridSpan w:val=\"2\"/>", SamplePaper.Words("2024-25"))}</w:tr>"
            + $"<w:tr>{cell("<w:vMerge/>", SamplePaper.Words(""))}{cell("", SamplePaper.Words("Allocation"))}{cell("", SamplePaper.Words("Remaining"))}</w:tr>"
            + $"<w:tr>{cell("", SamplePaper.Words("Melton"))}{cell("", SamplePaper.Words("£36,131.82"))}{cell("", SamplePaper.Words("(0.01)"))}</w:tr></w:tbl>";
        var compared = await ReadAsync(
            "nested.docx",
            SamplePaper.Docx(
                SamplePaper.Words("As at 16 January 2025")
                    + $"<w:tbl><w:tr>{cell("", SamplePaper.Words("Figures") + inner)}</w:tr></w:tbl>"
                    + merged
            )
        );
        Assert.Equal(5, compared.Count(PaperLineKind.Agrees));
        Assert.Equal("1p less than the ledger", Assert.Single(compared.Lines, line => line.Kind == PaperLineKind.Differs).Sentence);
    }

    [Fact]
    public async Task An_amount_that_may_be_a_slip_of_the_comma_is_not_guessed()
    {
        await LoadAsync();
        var compared = await TextAsync("Area\tContribution\nBlaby\t6300,00\nLeicester\t£20000.00\n");
        Assert.Equal(
            "not an amount that can be read. Did you mean £6,300.00?",
            Assert.Single(compared.Lines, line => line.Kind == PaperLineKind.NotUnderstood).Sentence
        );
        Assert.False(compared.IsUnderstood);
    }

    [Fact]
    public async Task Two_tables_with_one_head_are_both_compared()
    {
        await LoadAsync();
        var compared = await TextAsync(
            "As at 16 January 2025\n\nCSP\tSpend\nBlaby\t£57,671.50\nTotal\t£726,311.54\n\nCSP\tSpend\nBlaby\t£57,671.51\nRutland\t£22,250.25\n"
        );
        Assert.Equal(3, compared.Count(PaperLineKind.Agrees));
        Assert.Equal("1p more than the ledger", Assert.Single(compared.Lines, line => line.Kind == PaperLineKind.Differs).Sentence);
    }

    [Fact]
    public async Task A_page_of_two_columns_is_read_one_column_after_the_other()
    {
        await LoadAsync();
        (double, string)[] Line(string left, string right) => [(50, left), (320, right)];
        var page = SamplePaper.Pdf([
            [(50, "Report to the Panel on the money of the partnerships in 2024-25, as at 16 January 2025")],
            Line("The partnerships work with the", "The pooled underspend is kept by"),
            Line("councils and the police on what", "the office until the Commissioner"),
            Line("worries people most in their area", "decides what to do with it and who"),
            Line("and report once in each quarter.", "is to have the benefit of the rest."),
            Line("By that day Blaby had spent", "Rutland is the smallest of the nine"),
            Line("£57,671.50 of its allocation", "areas. By that day Rutland had spent"),
            Line("and its projects went on as they", "£22,250.26 of its allocation, which is"),
            Line("were planned when the year began", "a penny more than the ledger has for"),
            Line("and the office knew of no trouble", "it, as anyone can count who reads it"),
            Line("with any one of them at all then.", "line by line and down to the very end."),
        ]);
        var compared = await ReadAsync("columns.pdf", page);
        Assert.Equal(
            ["agrees", "1p more than the ledger"],
            compared
                .Lines.Where(line => line.Kind is PaperLineKind.Agrees or PaperLineKind.Differs or PaperLineKind.NotUnderstood)
                .Select(line => line.Kind == PaperLineKind.Agrees ? "agrees" : line.Sentence)
        );
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused_with_what_to_do()
    {
        await LoadAsync();
        Assert.Contains("is a scan, or only pictures", await RefusalAsync("scan.pdf", SamplePaper.Pdf([])), StringComparison.Ordinal);
        Assert.Contains("locked with a password", await RefusalAsync("locked.pdf", SamplePdf.Locked()), StringComparison.Ordinal);
        Assert.Contains("is damaged or not a PDF", await RefusalAsync("torn.pdf", "%PDF-1.4 torn"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains(
            "is in the format of an old Office program",
            await RefusalAsync("old.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is 30.0 MB; the limit is 10 MB",
            await RefusalAsync("large.pdf", new byte[30 * 1024 * 1024]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "A table in a picture cannot be read",
            await RefusalAsync("picture.docx", SamplePaper.Docx(SamplePaper.Words("The table") + "<w:p><w:r><w:drawing/></w:r></w:p>")),
            StringComparison.Ordinal
        );
        Assert.Contains("is not a Word document", await RefusalAsync("zip.docx", Zip("other.xml", "x")), StringComparison.Ordinal);
        Assert.Contains("is not a kind of file", await RefusalAsync("paper.odt", [1]), StringComparison.Ordinal);
    }

    private static byte[] Zip(string name, string content)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(archive.CreateEntry(name).Open()))
            writer.Write(content);
        return file.ToArray();
    }

    public void Dispose() => database.Dispose();
}
