using System.Diagnostics;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Awards;
using Commissioning.Features.Decisions;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>57 letters of a page or two from the running browser, compared with the floor of printing an empty page as often; then a
/// round's 1,000 letters from decision to outbox, with their PDF files on disk.</summary>
internal static class Letters
{
    private const int Round = 1_000;

    public static async Task<int> RunAsync()
    {
        var printed = await PrintAsync();
        return await RoundAsync() && printed ? 0 : 1;
    }

    private static async Task<bool> PrintAsync()
    {
        await using var pdf = new ChromiumPdf(Options);
        var letter = Sample(40);
        var empty = new LetterDocument { Title = "Empty", Blocks = [] };
        await pdf.WriteAsync(letter);
        var full = await TimeAsync(() => pdf.WriteAsync(letter));
        var floor = await TimeAsync(() => pdf.WriteAsync(empty));
        Console.WriteLine(
            $"57 letters: {full:0.00} s   floor (57 empty pages) {floor:0.00} s   ratio {full / floor:0.00}   bar 5 s {(full < 5 ? "met" : "MISSED")}"
        );
        return full < 5;
    }

    private static async Task<bool> RoundAsync()
    {
        using var database = new TestDatabase();
        var (officer, round) = await DecidedAsync(database, Round);
        Done((await new StartLetters(database.Db).RunAsync(officer, round, anyway: true)).FirstRefusal);
        var files = new FileStoreOptions { Root = Path.Combine(database.Folder, "files") };
        await using var pdf = new ChromiumPdf(Options);
        var office = new Office { BaseUrl = "https://grants.example.org" };
        // Frees the memory used to build the round; from here on the peak is sampled ten times a second.
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var done = new CancellationTokenSource();
        var before = Environment.WorkingSet >> 20;
        var most = Task.Run(async () =>
        {
            var highest = 0L;
            for (; !done.IsCancellationRequested; await Task.Delay(100))
                highest = Math.Max(highest, Environment.WorkingSet);
            return highest >> 20;
        });

        var watch = Stopwatch.StartNew();
        var made = await new MakeLetters(
            database.Db,
            new FileStore(database.Db, files, new ClamdOptions()),
            pdf,
            new ReleaseLetters(database.Db, office),
            office
        ).RunAsync("benchmark");
        var making = watch.Elapsed.TotalSeconds;
        Done((await new ReleaseLetters(database.Db, office).RunAsync(officer, round)).FirstRefusal);
        var all = watch.Elapsed.TotalSeconds;

        await done.CancelAsync();
        var (memory, browser) = (await most, ChromiumPdf.Memory(await pdf.ProcessesAsync()) >> 20);
        var (stored, waiting) = (
            Directory.GetFiles(files.Root, "*", SearchOption.AllDirectories),
            await database.CountAsync("OutboxEmail", "AttachmentId is not null")
        );
        Console.WriteLine(
            $"{Round} letters: {made} made in {making:0.0} s, sent in {all - making:0.0} s; {stored.Length} PDF files of {stored.Sum(file => new FileInfo(file).Length) / Math.Max(1, stored.Length) >> 10} KB each, {waiting} e-mails in the outbox"
        );
        Console.WriteLine($"  time           {all:0.0} s   bar 60 s {(all < 60 ? "met" : "MISSED")}");
        Console.WriteLine(
            $"  memory         {memory} MB at most, {before} MB before the first   bar 400 MB {(memory < 400 ? "met" : "MISSED")}   browser {browser} MB, shared pages counted for each process; started {pdf.Starts} times"
        );
        return made == Round && stored.Length == Round && waiting == Round && all < 60 && memory < 400;
    }

    /// <summary>A decided round in which about two thirds are funded.</summary>
    public static async Task<(Actor Officer, Guid Round)> DecidedAsync(TestDatabase database, int applications)
    {
        var scenario = new Scenario(database.Db, database.Clock);
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var round = await scenario.RoundAsync(officer, panel, Scenario.Details() with { Pot = Money.FromPounds(5_000 * applications) });
        var organisations = new List<Guid>();
        for (var i = 0; i < Math.Min(50, applications); i++)
            organisations.Add(await scenario.OrganisationAsync(applicant, $"Group {i}"));
        for (var i = 0; i < applications; i++)
        {
            var application = await scenario.ApplicationAsync(round, organisations[i % organisations.Count], applicant, $"Project {i}");
            foreach (var assessor in panel)
                await scenario.AssignedAsync(application, assessor, 4, 4, 4, 4, i % 6);
        }
        database.Clock.MoveTo("2026-02-23 10:00");
        Done((await new AgreeMeans(database.Db).RunAsync(officer, round, new([panel[0].Id, panel[1].Id], null))).FirstRefusal);
        Done((await new SetThreshold(database.Db).RunAsync(officer, round, 75)).FirstRefusal);
        Done((await new MakeRecommendation(database.Db, new Office()).RunAsync(officer, round)).FirstRefusal);
        Done(
            (
                await new DecideRound(database.Db, new()).RunAsync(
                    await scenario.PersonAsync(Role.Approver),
                    round,
                    DecideRound.AsRecommended
                )
            ).FirstRefusal
        );
        return (officer, round);
    }

    private static void Done(Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException(refusal.Sentence);
    }

    private static async Task<double> TimeAsync(Func<Task> write)
    {
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, 57, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (_, _) => await write());
        return watch.Elapsed.TotalSeconds;
    }

    private static PdfOptions Options => new() { FontsFolder = Repository.File("src", "Commissioning.Web", "wwwroot", "assets", "fonts") };

    private static LetterDocument Sample(int paragraphs) =>
        new()
        {
            Title = "Your application to the Commissioner's Safety Fund",
            Reference = "CSF-25-R2-001",
            Date = new(2026, 3, 16),
            Recipient = ["A group", "Leicester"],
            Sender = new("The office", ["Leicester"], "grants@opcc.example", "0116 496 0000"),
            Blocks =
            [
                .. Enumerable
                    .Range(1, paragraphs)
                    .Select(i => new Paragraph(
                        $"Paragraph {i} of a letter that gives its reasons at some length, so that it runs to a second page."
                    )),
                new Figures(
                    "Budget",
                    [new("Item"), new("Amount", true)],
                    [.. Enumerable.Range(1, 6).Select(i => (IReadOnlyList<string>)[$"Line {i}", "£100.00"])],
                    ["Total", "£600.00"]
                ),
            ],
        };
}
