using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Documents;
using Commissioning.Testing;
using DocumentFormat.OpenXml.Packaging;
using UglyToad.PdfPig;

namespace Commissioning.Web.Tests.Decisions;

/// <summary>What a recommendation paper says, and that its page, its PDF and its Word file say the same.</summary>
public sealed class RecommendationPaperTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task The_page_the_PDF_and_the_Word_file_of_a_paper_have_the_same_headings_tables_and_links()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var browser = await host.AsAsync(stages.Approver);
        var page = await browser.OpenAsync(Links.Decisions.Paper(stages.Round));
        var paper = await PaperAsync(stages.Round);
        using var file = await browser.GetAsync(Links.Decisions.PaperWord(stages.Round));
        Assert.Equal(WordDocument.ContentType, file.Content.Headers.ContentType!.MediaType);
        using var stream = new MemoryStream(await file.Content.ReadAsByteArrayAsync());
        using var word = WordprocessingDocument.Open(stream, isEditable: false);
        var words = word.MainDocumentPart!.Document!.Body!.InnerText;
        using var printed = await browser.GetAsync(Links.Decisions.PaperPdf(stages.Round));
        using var pdf = PdfDocument.Open(await printed.Content.ReadAsByteArrayAsync());
        var text = string.Concat(pdf.GetPages().SelectMany(one => one.Text).Where(letter => !char.IsWhiteSpace(letter)));
        var said = paper
            .Blocks.OfType<Heading>()
            .Select(heading => heading.Text)
            .Concat(paper.Blocks.OfType<Figures>().Select(table => table.Caption))
            .ToList();
        Assert.Contains("Annex: the applications", said);
        foreach (var one in said)
        {
            page.AssertSays(one);
            // Hyphens of references are Word's own, so they are not in its text.
            Assert.Contains(
                one.Replace("-", "", StringComparison.Ordinal),
                words.Replace("-", "", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
            Assert.Contains(one.Replace(" ", "", StringComparison.Ordinal), text, StringComparison.Ordinal);
        }
        var inside = page.Document.QuerySelectorAll(".app-letter a[href^='#']").Select(link => link.GetAttribute("href")![1..]).ToList();
        Assert.Contains("application-1", inside);
        Assert.All(inside, id => Assert.NotNull(page.Document.GetElementById(id)));
    }

    [Fact]
    public async Task The_annex_has_a_page_for_each_application_with_scores_missing_scores_and_conflicts()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var (away, first) = (stages.Panel[1], stages.Applications[0].Id);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update ScoringAssignment set Conflict = 'Declared', ConflictKind = 'I am a trustee', SubmittedAt = null, Total = null where ApplicationId = @first and AssessorId = @Id",
                new { first, away.Id }
            )
        );
        await stages.RecommendedAsync();
        var page = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Paper(stages.Round));
        var annex = page.Text[page.Text.IndexOf("A page for each application", StringComparison.Ordinal)..];
        foreach (var (reference, project) in await ReferencesAsync(stages.Round))
            Assert.Contains($"{reference}: {project}", annex, StringComparison.Ordinal);
        Assert.Contains("1 of 3 score sheets is missing.", annex, StringComparison.Ordinal);
        Assert.Contains($"Out for a conflict of interest: {away.Name} (declared: I am a trustee)", annex, StringComparison.Ordinal);
        Assert.Contains("No score sheet is missing: 3 of 3 were submitted.", annex, StringComparison.Ordinal);
        Assert.Contains("A summary of the project.", annex, StringComparison.Ordinal);
        Assert.Contains("0 to 5", annex, StringComparison.Ordinal);
        // Who gave which score is the panel's.
        Assert.DoesNotContain($"{stages.Panel[0].Name}: ", annex, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paper_that_recommends_nothing_says_so_and_asks_for_no_opinion()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Round set ThresholdNumerator = 101, ThresholdDenominator = 1 where Id = @Round", new { stages.Round })
        );
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Recommend(stages.Round));
        page.AssertSays("The panel recommends no project for a grant. £50,000.00 would stay unallocated.");
        page.AssertSays("No application is recommended for a grant.");
        page.AssertSays("No project is recommended, so no opinion is asked for.");
    }

    [Fact]
    public async Task A_withdrawn_application_is_counted_and_has_no_page_in_the_annex()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Application set Status = 'Withdrawn', WithdrawnAt = @Now where Id = @Id",
                new { stages.Applications[2].Id, work.Now }
            )
        );
        await stages.RecommendedAsync();
        var paper = await PaperAsync(stages.Round);
        Assert.Equal(
            ["application-1", "application-2"],
            paper.Blocks.OfType<Heading>().Where(heading => heading.Level == 3 && heading.Id is not null).Select(heading => heading.Id!)
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Paper(stages.Round))).AssertSays(
            "Every application is recommended."
        );
    }

    [Fact]
    public async Task A_paper_without_equality_answers_points_to_no_table_and_has_no_mark_of_a_default()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Paper(stages.Round));
        page.AssertSays(
            "None of the 3 applicants answered the questions about who their projects reach. The panel does not see such answers. So the decision maker has no figures about equality from applicants"
        );
        page.AssertDoesNotSay("table below");
        page.AssertDoesNotSay("not OPCC policy");
    }

    [Fact]
    public async Task The_states_of_due_diligence_add_up_to_the_applications()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var states = (await PaperAsync(stages.Round)).Blocks.OfType<Figures>().Single(table => table.Caption == "Applications by state");
        Assert.All(
            states.Rows.GroupBy(row => row[0]),
            what => Assert.Equal(3, what.Sum(row => int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture)))
        );
        Assert.Contains(states.Rows, row => row is ["Checks before the decision", "Not started", "3"]);
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Paper(stages.Round))).AssertSays(
            "Checks or findings that are due before the decision are open for 3 of 3 applications"
        );
    }

    [Fact]
    public async Task A_condition_of_a_check_before_payment_is_counted_with_those_before_payment()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var first = stages.Applications[0].Id;
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update Finding set IsOpen = 0 where ApplicationId = @first", new { first });
            await work.ExecuteAsync("update DueDiligenceCheck set Status = 'Pass' where ApplicationId = @first", new { first });
            await work.ExecuteAsync(
                "update DueDiligenceCheck set Status = 'Condition', Note = 'Invoices first' where ApplicationId = @first and Holds = 'Payment' and Position = (select min(x.Position) from DueDiligenceCheck x where x.ApplicationId = @first and x.Holds = 'Payment')",
                new { first }
            );
            return await work.ExecuteAsync("update Application set DueDiligence = 'Condition' where Id = @first", new { first });
        });
        await stages.RecommendedAsync();
        var tables = (await PaperAsync(stages.Round)).Blocks.OfType<Figures>().ToList();
        var states = tables.Single(table => table.Caption == "Applications by state").Rows.ToList();
        Assert.Contains(states, row => row is ["Checks before the decision", "Pass", "1"]);
        Assert.Contains(states, row => row is ["Checks before payment", "Pass with a condition", "1"]);
        Assert.DoesNotContain(states, row => row is ["Checks before the decision", "Pass with a condition", _]);
        Assert.Contains(
            tables.Single(table => table.Caption == "Conditions and failed checks").Rows,
            row => row is [_, _, "Payment", "Pass with a condition", "Invoices first"]
        );
    }

    [Fact]
    public async Task The_paper_of_a_round_without_applications_says_nothing_untrue_of_them()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "update Application set Status = 'Withdrawn', WithdrawnAt = @Now where RoundId = @Round",
                new { stages.Round, work.Now }
            );
            return await work.ExecuteAsync(
                "update RoundTally set Submitted = 0, Requested = 0, Withdrawn = 3 where RoundId = @Round",
                new { stages.Round }
            );
        });
        var page = await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Recommend(stages.Round));
        page.AssertSays("There is no application, so the panel recommends no project for a grant.");
        page.AssertSays("There is no application, so there is no option to compare.");
        foreach (var untrue in new[] { "Every application is", "None of the 0", "Fund as recommended", "No application has a condition" })
            page.AssertDoesNotSay(untrue);
        Assert.Empty(page.Document.QuerySelectorAll(".app-bar"));
    }

    [Fact]
    public async Task The_options_of_a_paper_are_computed_from_the_round()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).RecommendedAsync();
        var options = (await PaperAsync(stages.Round)).Blocks.OfType<Figures>().Single(table => table.Columns[0].Name == "Option");
        Assert.Equal(
            [
                ["Fund as recommended", "2", "£10,000.00", "£40,000.00", "1 application that asked for £5,000.00 is not funded."],
                ["A threshold of 55.0%", "2", "£10,000.00", "£40,000.00", "The same projects are funded."],
                ["A threshold of 65.0%", "2", "£10,000.00", "£40,000.00", "The same projects are funded."],
                ["Fund none", "0", "£0.00", "£50,000.00", "No project starts, and the pot is not used."],
            ],
            options.Rows
        );
    }

    [Fact]
    public async Task Part_of_a_grant_for_the_next_in_rank_is_an_option_where_the_pot_is_short()
    {
        var stages = await (
            await RoundInStages.ModeratedAsync(
                host,
                Scenario.Details() with
                {
                    Pot = Money.FromPounds(8_000),
                    MaximumGrant = Money.FromPounds(8_000),
                }
            )
        ).RecommendedAsync();
        var option = (await PaperAsync(stages.Round))
            .Blocks.OfType<Figures>()
            .Single(table => table.Columns[0].Name == "Option")
            .Rows.Single(row => row[0].Contains("next in rank", StringComparison.Ordinal));
        Assert.Equal(["2", "£8,000.00", "£0.00"], option.Skip(1).Take(3));
        Assert.Contains("60.0% of the £5,000.00", option[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advisers_comment_in_their_own_names_and_the_paper_and_the_notice_print_it()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var (finance, legal) = (
            await host.Scenario.PersonAsync(Role.ChiefFinanceOfficer),
            await host.Scenario.PersonAsync(Role.LegalReviewer)
        );
        (await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Recommend(stages.Round))).AssertSays(
            "The chief finance officer has not commented yet."
        );
        await (await host.AsAsync(stages.Officer)).OpenAsync(Links.Decisions.Comment(stages.Round), HttpStatusCode.Forbidden);
        var browser = await host.AsAsync(finance);
        Assert.NotNull(
            (await browser.OpenAsync(Links.Decisions.Rounds)).Document.QuerySelector($"a[href='{Links.Decisions.Comment(stages.Round)}']")
        );
        var page = await browser.OpenAsync(Links.Decisions.Comment(stages.Round));
        page = await page.Fill("Comments of the chief finance officer", new string('x', PaperRules.Longest + 1))
            .PressAsync("Save the comment", HttpStatusCode.BadRequest);
        page.AssertError("Shorten this comment to 10,000 characters");
        page = await page.Fill("Comments of the chief finance officer", "The pot is in the budget.").PressAsync("Save the comment");
        page.AssertSays("The pot is in the budget.");
        page.AssertSays("The legal reviewer has not commented yet.");
        await stages.RecommendedAsync();
        // Beside a paper that waits for the decision: what was put forward stays as it was.
        var reviewer = await host.AsAsync(legal);
        page = await (await reviewer.OpenAsync(Links.Decisions.Comment(stages.Round)))
            .Fill("Comments of the legal reviewer", "The power is sound.")
            .PressAsync("Save the comment");
        page.AssertSays("The paper waits for the decision and can no longer be changed.");
        page = await reviewer.OpenAsync(Links.Decisions.Paper(stages.Round));
        page.AssertSays(PaperRules.AddedTitle);
        page.AssertSays("The power is sound.");
        Assert.DoesNotContain("The power is sound.", (await PaperAsync(stages.Round)).ToJson(), StringComparison.Ordinal);
        using (var file = await reviewer.GetAsync(Links.Decisions.PaperWord(stages.Round)))
        using (var stream = new MemoryStream(await file.Content.ReadAsByteArrayAsync()))
        using (var word = WordprocessingDocument.Open(stream, isEditable: false))
            Assert.Contains("The power is sound.", word.MainDocumentPart!.Document!.Body!.InnerText, StringComparison.Ordinal);
        await stages.DecideAsync();
        (await reviewer.OpenAsync(Links.Decisions.Comment(stages.Round))).AssertSays(
            "The round is decided, so no comment can be added to its paper"
        );
        var number = await host.Db.ScalarAsync<string>("select Number from Decision where RoundId = @Round", new { stages.Round });
        var notice = await (await host.AsAsync(stages.Approver)).OpenAsync(Links.Decisions.Notice(stages.Round, number!));
        notice.AssertSays("The pot is in the budget.");
        notice.AssertSays($"{finance.Name}, chief finance officer");
        notice.AssertSays("The power is sound.");
        notice.AssertSays($"{legal.Name}, legal reviewer");
        notice.AssertDoesNotSay("has not commented yet");
        notice.AssertSays(
            "In the Commissioner's opinion, each of these 2 grants will secure crime and disorder reduction in the area, or contribute to securing it."
        );
        notice.AssertSays("Why each grant reduces crime");
        notice.AssertSays("It serves the priority");
        notice.AssertSays("for the Police and Crime Commissioner for Leicester, Leicestershire and Rutland");
    }

    [Fact]
    public async Task An_adviser_who_signs_a_paper_without_their_comment_writes_it_as_the_note()
    {
        var policy = new RoundPolicy { SignOffs = [new("Chief Finance Officer", Role.ChiefFinanceOfficer)] };
        var stages = await (await RoundInStages.ModeratedAsync(host, Scenario.Details() with { Policy = policy })).RecommendedAsync();
        var page = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.ChiefFinanceOfficer))).OpenAsync(
            Links.Decisions.Paper(stages.Round)
        );
        page = await page.PressAsync("Approve", HttpStatusCode.BadRequest);
        page.AssertError("The paper has no comment of the chief finance officer. Write it as the note, or send the paper back");
        page = await page.Fill("Note", "Affordable within the budget").PressAsync("Approve");
        page.AssertSays("Affordable within the budget");
    }

    [Fact]
    public async Task What_is_signed_is_what_was_shown_with_its_annex()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var browser = await host.AsAsync(stages.Officer);
        var shown = (await browser.OpenAsync(Links.Decisions.Recommend(stages.Round))).Document.QuerySelector(".app-letter")!.TextContent;
        var page = await (await browser.OpenAsync(Links.Decisions.Recommend(stages.Round))).PressAsync("Make the recommendation");
        Assert.Equal(shown, page.Document.QuerySelector(".app-letter")!.TextContent);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set Summary = 'Another project' where RoundId = @Round", new { stages.Round })
        );
        page = await browser.OpenAsync(Links.Decisions.Paper(stages.Round));
        Assert.Equal(shown, page.Document.QuerySelector(".app-letter")!.TextContent);
        page.AssertSays((await PaperAsync(stages.Round)).Sha256());
    }

    private async Task<LetterDocument> PaperAsync(Guid round)
    {
        var json = (await host.Db.ScalarAsync<string>("select PaperJson from Recommendation where RoundId = @round", new { round }))!;
        var paper = LetterDocument.FromJson(json);
        Assert.Equal(
            await host.Db.ScalarAsync<string>("select PaperSha256 from Recommendation where RoundId = @round", new { round }),
            paper.Sha256()
        );
        return paper;
    }

    private async Task<IReadOnlyList<(string Reference, string Project)>> ReferencesAsync(Guid round) =>
        (await host.Db.QueryAsync<string>("select Reference from Application where RoundId = @round order by Number", new { round }))
            .Select((reference, i) => (reference, $"Project {(char)('A' + i)}"))
            .ToList();
}
