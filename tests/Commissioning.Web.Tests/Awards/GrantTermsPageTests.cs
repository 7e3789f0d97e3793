using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Features.Messages;
using Commissioning.Platform.Documents;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

/// <summary>The terms of a fund's grants: written, approved by a legal reviewer, and part of the offers that are made after that.</summary>
public sealed class GrantTermsPageTests(HostWithoutLetterJobOrPdf host) : IClassFixture<HostWithoutLetterJobOrPdf>
{
    [Fact]
    public async Task Terms_are_changed_by_an_officer_approved_by_a_legal_reviewer_and_used_from_then_on()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).DecidedAsync();
        var fund = await FundAsync(stages);
        var (reviewer, browser) = (await host.Scenario.PersonAsync(Role.LegalReviewer), await host.AsAsync(stages.Officer));
        var page = await (await browser.OpenAsync(Links.Funds.Fund(fund))).FollowAsync("Terms of grants");
        page.AssertSays("Offers use the portal's example. No legal reviewer has approved terms for this fund.");
        (await browser.OpenAsync(Links.Awards.FundLetters(fund))).AssertSays("Offers use the portal's example of terms.");
        (await browser.OpenAsync(Links.Awards.Letters(stages.Round))).AssertSays("Offers use the portal's example of terms.");

        page = await browser.OpenAsync(Links.Awards.EditTerms(fund));
        page = page.Fill("Words of clause 9", "Tell people who pays.")
            .Fill("Heading of the new clause", "Trees")
            .Fill("Words of the new clause", "Plant one tree.")
            .Fill("Place of the new clause", "2")
            .Fill("Delete clause 15", "on");
        (await page.PressAsync("Save as a new version")).AssertSays("The version is saved.");
        Assert.Equal("The portal's example, which no legal reviewer of the office has approved", (await InUseAsync(fund)).InWords);
        page = await browser.OpenAsync(Links.Awards.TermsVersion(fund, 1));
        page.AssertSays("Not approved, so not used");
        page.AssertSays("Tell people who pays.");
        page.AssertDoesNotSay("Approve version 1");
        await browser.OpenAsync(Links.Awards.ApproveTerms(fund, 1), HttpStatusCode.Forbidden);

        var legal = await host.AsAsync(reviewer);
        page = await (await legal.OpenAsync(Links.Awards.TermsVersion(fund, 1))).FollowAsync("Approve version 1");
        (await page.PressAsync("Approve the terms", HttpStatusCode.BadRequest)).AssertError(
            "Enter your role and firm, such as Solicitor, in up to 200 characters"
        );
        page = await page.Fill("Your role and firm", "Solicitor, Test Chambers")
            .Choose("I have read these terms and approve them")
            .PressAsync("Approve the terms");
        page.AssertSays($"Version 1, approved by {reviewer.Name}, Solicitor, Test Chambers, on");
        var terms = await InUseAsync(fund);
        Assert.Equal(20, terms.Clauses.Count);
        Assert.Equal(new TermsClause(terms.Clauses[1].Key, "Trees", "Plant one tree."), terms.Clauses[1]);
        Assert.DoesNotContain(terms.Clauses, clause => clause.Key == "staff");

        await stages.MakeLettersOfAsync();
        var letter = await LetterAsync(stages.Applications[0].Id);
        Assert.Equal("Trees", letter.Document.Blocks.OfType<Clauses>().Single().Items[1].Heading);
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "Letter l join GrantTerms t on t.Id = l.TermsId",
                "l.Id = @Id and t.FundId = @fund and t.Version = 1",
                new { letter.Id, fund }
            )
        );
        (await browser.OpenAsync(Links.Awards.Letter(letter.Id))).AssertSays(
            $"Terms of its agreement: Version 1, approved by {reviewer.Name}"
        );
        Assert.Contains(
            letter.Document.Blocks.OfType<Heading>(),
            heading => heading.Text.StartsWith("Terms, version 1 of ", StringComparison.Ordinal)
        );
        var letters = await browser.OpenAsync(Links.Awards.Letters(stages.Round));
        letters.AssertSays($"Terms: version 1, approved by {reviewer.Name}");
        letters.AssertDoesNotSay("Offers use the portal's example of terms");
    }

    [Fact]
    public async Task Locked_terms_are_refused_to_an_officer_and_approval_to_the_author()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var (fund, reviewer) = (await FundAsync(stages), await host.Scenario.PersonAsync(Role.LegalReviewer));
        Task<Result> SaveAsync(Actor actor, int before, Func<TermsClause, bool> keep, string recovery) =>
            host.WithAsync<SaveGrantTerms, Result>(save =>
                save.RunAsync(
                    actor,
                    fund,
                    before,
                    TermsExample
                        .Clauses.Where(keep)
                        .Select(clause => clause.Key == "recovery" ? clause with { Wording = recovery } : clause)
                        .ToList()
                )
            );
        Assert.Equal(
            "\"Paying money back\" is locked, so only a legal reviewer can change its words",
            (await SaveAsync(stages.Officer, 0, _ => true, "Keep it.")).FirstRefusal!.Sentence
        );
        foreach (var actor in new[] { stages.Officer, reviewer })
            Assert.StartsWith(
                "Keep the clause \"Paying money back\"",
                (await SaveAsync(actor, 0, clause => clause.Key != "recovery", "")).FirstRefusal!.Sentence,
                StringComparison.Ordinal
            );
        Assert.Equal(0, await host.Database.CountAsync("GrantTerms", "FundId = @fund", new { fund }));

        Assert.Null((await SaveAsync(reviewer, 0, _ => true, "Pay all of it back.")).FirstRefusal);
        Assert.StartsWith(
            "Version 1 was saved after you opened this page",
            (await SaveAsync(stages.Officer, 0, _ => true, "Pay all of it back.")).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        (await (await host.AsAsync(reviewer)).OpenAsync(Links.Awards.ApproveTerms(fund, 1))).AssertSays(
            "You wrote this version, so another legal reviewer must approve it."
        );
        Assert.Equal(
            "You wrote this version, so another legal reviewer must approve it",
            (await host.WithAsync<ApproveGrantTerms, Result>(approve => approve.RunAsync(reviewer, fund, 1, new("Solicitor", null, true))))
                .FirstRefusal!
                .Sentence
        );
        Assert.Null((await InUseAsync(fund)).Version);
    }

    [Fact]
    public async Task An_offer_and_its_agreement_have_the_figures_of_the_award()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        await RoundInStages.MakeLettersAsync(host, stages.Round);
        var application = stages.Applications[0].Id;
        var document = (await LetterAsync(application)).Document;
        var award = await host.Db.ScalarAsync<Money>("select Amount from Award where ApplicationId = @application", new { application });
        var lines = await host.Db.QueryAsync<Money>(
            "select coalesce(Awarded, Requested) from BudgetLine where ApplicationId = @application",
            new { application }
        );
        Assert.Equal(award, lines.Sum(line => line));
        Figures Table(string caption) => document.Blocks.OfType<Figures>().Single(table => table.Caption == caption);
        Assert.Equal(award.ToString(), Table("What the grant pays for").Totals![1]);
        Assert.Equal(award.ToString(), Table("How we pay").Totals![1]);
        Assert.Equal(award, Table("How we pay").Rows.Select(row => Money.Parse(row[1])!.Value).Sum(amount => amount));

        var acceptBy = await host.Db.ScalarAsync<DateOnly>(
            "select AcceptBy from Award where ApplicationId = @application",
            new { application }
        );
        var facts = document.Blocks.OfType<KeyValues>().First().Rows.ToDictionary(row => row.Key, row => row.Value);
        Assert.StartsWith($"Up to {award}, for costs between", facts["Your grant"], StringComparison.Ordinal);
        Assert.Equal($"The end of {LondonTime.DayAndDate(acceptBy)}", facts["Please accept by"]);
        Assert.StartsWith(award.ToString(), facts["How we pay"], StringComparison.Ordinal);
        foreach (var row in Table("What you report, and when").Rows)
            Assert.Contains(row[2][(row[2].IndexOf(' ', StringComparison.Ordinal) + 1)..], facts["Returns due"], StringComparison.Ordinal);

        var text = LetterText.Render(document);
        Assert.Contains(ShortLink.Of(Links.Awards.Accept(application)), text, StringComparison.Ordinal);
        Assert.Contains(
            "Police and Crime Commissioner for Leicester, Leicestershire and Rutland, Police",
            text.Replace("\n", " ", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("the monitoring return", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("conditions in the guidance", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_agreement_asks_what_its_holder_is_in_law_and_keeps_the_answer()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        await RoundInStages.MakeLettersAsync(host, stages.Round);
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunAsync(stages.Officer, stages.Round))).FirstRefusal);
        var application = stages.Applications[0];
        var browser = await host.AsAsync(application.Applicant);
        var page = await browser.OpenAsync(Links.Awards.Accept(application.Id));
        page.AssertSays("Schedule 3: payment");
        page = await page.Choose("The organisation accepts the letter and the agreement, and I may sign for it")
            .Fill("Your full name", "A")
            .Fill("Your role in the organisation", "Chair")
            .PressAsync("Accept the grant", HttpStatusCode.BadRequest);
        page.AssertError("Choose what the organisation is in law");
        page.AssertError("Enter the first name and the last name of the person who accepts, in up to 200 characters");
        page = await page.Choose("Charitable trust").Fill("Your full name", "Amira Khan").PressAsync("Accept the grant");
        page.AssertSays("Amira Khan, Chair, accepted at");
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "Award w join Application a on a.Id = w.ApplicationId join Organisation o on o.Id = a.OrganisationId",
                "a.Id = @Id and w.HolderForm = 'CharitableTrust' and w.HolderNumber = '9900001' and w.HolderBound = @Name and o.LegalForm = 'CharitableTrust'",
                new { application.Id, application.Applicant.Name }
            )
        );
        var kept = await host.Db.ScalarAsync<string>("select AcceptanceJson from Award where ApplicationId = @Id", new { application.Id });
        var certificate = LetterDocument.FromJson(kept!);
        var facts = certificate.Blocks.OfType<KeyValues>().Single().Rows.ToDictionary(row => row.Key, row => row.Value);
        Assert.Equal("Amira Khan, Chair", facts["Accepted by"]);
        Assert.StartsWith($"{application.Applicant.Name}, ", facts["Signed in as"], StringComparison.Ordinal);
        Assert.Equal($"{application.Applicant.Name}, who accepted for the group, up to the amount of the grant", facts["Who is bound"]);
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "Action = 'AwardAccepted' and SubjectId = @Id and Detail like @note",
                new { application.Id, note = $"%certificate SHA-256 {certificate.Sha256()}%" }
            )
        );
    }

    private Task<GrantTerms.Terms> InUseAsync(Guid fund) => host.Db.ReadAsync(work => GrantTerms.InUseAsync(work, fund));

    private Task<Guid> FundAsync(RoundInStages stages) =>
        host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round });

    private async Task<LetterReader.LetterSummary> LetterAsync(Guid application)
    {
        var id = await host.Db.ScalarAsync<Guid>("select Id from Letter where ApplicationId = @application", new { application });
        return await host.WithAsync<LetterReader, LetterReader.LetterSummary>(letters => letters.GetAsync(id));
    }
}
