using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Applications;

/// <summary>What an applicant uploads: refused at once with how to put it right, used again while it is in date, and needed before
/// sending.</summary>
public sealed class DocumentPagesTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task An_application_without_its_governing_document_is_refused_and_the_document_is_named()
    {
        var (applicant, person, draft, _) = await StartedAsync();
        var documents = await applicant.OpenAsync(Links.Applications.Documents(draft));
        documents = await documents.PressAsync("Remove constitution.pdf");
        var check = await applicant.OpenAsync(Links.Applications.Check(draft));
        check.AssertSays("Documents: Add Governing document");
        var refusals = await host.RefusalsAsync<SubmitApplication>(submit => submit.RunAsync(person, draft, "Amira Khan", agreed: true));
        Assert.Equal("Documents: Add Governing document", Assert.Single(refusals).Sentence);
        documents = await documents
            .Attach("Add Safeguarding policy", "policy.pdf", SamplePdf.Of("policy"))
            .PressAsync("Upload Safeguarding policy");
        documents.AssertSays("policy.pdf added. Still needed: Governing document");
        documents = await documents
            .Attach("Add Governing document", "rules.pdf", SamplePdf.Of("rules"))
            .PressAsync("Upload Governing document");
        documents.AssertSays("rules.pdf added. Nothing else is needed here.");
        Assert.Empty(await host.RefusalsAsync<SubmitApplication>(submit => submit.RunAsync(person, draft, "Amira Khan", agreed: true)));
    }

    [Fact]
    public async Task An_application_of_a_school_needs_no_governing_document()
    {
        var (applicant, _, draft, organisation) = await StartedAsync();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Organisation set Kind = 'School or college' where Id = @organisation", new { organisation })
        );
        var documents = await applicant.OpenAsync(Links.Applications.Documents(draft));
        documents = await documents.PressAsync("Remove constitution.pdf");
        documents.AssertSays("Governing document (optional)");
        (await applicant.OpenAsync(Links.Applications.Check(draft))).AssertDoesNotSay("Add Governing document");
    }

    [Fact]
    public async Task A_file_that_was_sent_after_the_session_ended_is_said_not_to_be_added()
    {
        var (applicant, person, draft, _) = await StartedAsync();
        var documents = await applicant.OpenAsync(Links.Applications.Documents(draft));
        await (await applicant.OpenAsync(Links.Accounts.SignOut)).PressAsync("Sign out");
        var signIn = await documents
            .Attach("Add Governing document", "rules.pdf", SamplePdf.Of("rules"))
            .PressAsync("Upload Governing document");
        signIn.AssertSays("You were signed out before your file was sent, so it was not added.");
        var back = System.Web.HttpUtility.ParseQueryString(signIn.Address.Query)["returnUrl"]!;
        (await (await host.AsAsync(person)).OpenAsync(back)).AssertSays("so it was not added. Choose it again.");
    }

    [Fact]
    public async Task A_locked_PDF_is_refused_at_its_box_and_marked_invalid()
    {
        var (applicant, _, draft, _) = await StartedAsync();
        var documents = await applicant.OpenAsync(Links.Applications.Documents(draft));
        documents = await documents
            .Attach("Add Safeguarding policy", "policy.pdf", SamplePdf.Locked())
            .PressAsync("Upload Safeguarding policy", HttpStatusCode.BadRequest);
        documents.AssertError(
            "policy.pdf is locked with a password, so nobody here could read it. Open it with the password, choose Print, then Save as PDF, and choose that copy."
        );
        Assert.Equal("true", documents.Document.QuerySelector("input[name='Files[1]']")!.GetAttribute("aria-invalid"));
        Assert.Null(documents.Document.QuerySelector("input[name='Files[0]']")!.GetAttribute("aria-invalid"));
    }

    [HeifFact]
    public async Task An_iPhone_photo_is_stored_as_JPEG_and_the_trail_has_both_hashes()
    {
        var (applicant, _, draft, _) = await StartedAsync();
        var heic = await SamplePhoto.HeicAsync(640, 480);
        var documents = await applicant.OpenAsync(Links.Applications.Documents(draft));
        documents = await documents.Attach("Add Safeguarding policy", "IMG_7.heic", heic).PressAsync("Upload Safeguarding policy");
        documents.AssertSays("IMG_7.jpg");
        var detail = await host.Db.ScalarAsync<string>(
            "select Detail from AuditEntry where SubjectId = @draft and Action = 'DocumentUploaded'",
            new { draft }
        );
        Assert.Contains(
            $"converted from IMG_7.heic, SHA-256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(heic))}",
            detail,
            StringComparison.Ordinal
        );
        Assert.Contains("IMG_7.jpg, ", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_or_file_over_the_limit_is_told_the_limit_and_leads_back()
    {
        var (applicant, _, draft, _) = await StartedAsync();
        var documents = await applicant.OpenAsync(Links.Applications.Documents(draft));
        var told = await documents
            .Attach("Add Safeguarding policy", "film.pdf", new byte[31 * 1024 * 1024])
            .PressAsync("Upload Safeguarding policy", HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal("What you sent is too large", told.Heading);
        told.AssertSays("It is 31 MB. The limit is 10 MB for a file, and 30 MB for everything on the page together.");
        Assert.Equal("Documents", (await told.FollowAsync("Go back to the page")).Heading);
        var project = await applicant.OpenAsync(Links.Applications.Project(draft));
        told = await project
            .Fill("Project name", new string('x', 31 * 1024 * 1024))
            .PressAsync("Save and continue", HttpStatusCode.RequestEntityTooLarge);
        told.AssertSays("The limit is 10 MB for a file, and 30 MB for everything on the page together.");
        Assert.Equal(Links.Applications.Project(draft), (await told.FollowAsync("Go back to the page")).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_document_in_date_is_used_again_without_a_second_copy_and_never_by_another_organisation()
    {
        var one = await StartedAsync();
        var (applicant, first) = (one.Browser, one.Draft);
        var documents = await applicant.OpenAsync(Links.Applications.Documents(first));
        documents = documents.FillNamed("Expires[1].Day", "31").FillNamed("Expires[1].Month", "2").FillNamed("Expires[1].Year", "2027");
        documents = await documents
            .Attach("Add Safeguarding policy", "policy.pdf", SamplePdf.Of("policy"))
            .PressAsync("Upload Safeguarding policy", HttpStatusCode.BadRequest);
        documents.AssertError("The date on which it runs out must be a real date: February 2027 has 28 days. Choose the file again too.");
        documents = documents.FillNamed("Expires[1].Month", "3");
        documents = await documents
            .Attach("Add Safeguarding policy", "policy.pdf", SamplePdf.Of("policy"))
            .PressAsync("Upload Safeguarding policy");
        documents.AssertSays("Good until 31 March 2027");
        var stranger = await StartedAsync();
        (await stranger.Browser.OpenAsync(Links.Applications.Documents(stranger.Draft))).AssertDoesNotSay("Use it again");

        var second = (await StartedAsync(one)).Draft;
        documents = await applicant.OpenAsync(Links.Applications.Documents(second));
        documents.AssertSays("We have your safeguarding policy of 5 January 2026, good until 31 March 2027: policy.pdf. Has it changed?");
        var earlier = documents.Document.QuerySelector("form[action*=UseAgain] button")!.GetAttribute("value");
        // The same press by another organisation finds nothing.
        var kind = await host.Db.ScalarAsync<Guid>(
            "select k.Id from DocumentKind k join Application a on a.RoundId = k.RoundId where a.Id = @Draft and k.Name = 'Safeguarding policy'",
            new { stranger.Draft }
        );
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() =>
            host.WithAsync<UseDocumentAgain, Result>(again => again.RunAsync(stranger.Person, stranger.Draft, kind, Guid.Parse(earlier!)))
        );
        documents = await documents.PressAsync("Use it again: Safeguarding policy");
        documents.AssertSays("The document is used again");
        documents.AssertSays("Good until 31 March 2027");
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(distinct FileId) from ApplicationDocument d join DocumentKind k on k.Id = d.DocumentKindId where d.ApplicationId in (@first, @second) and k.Name = 'Safeguarding policy'",
                new { first, second }
            )
        );
        Assert.EndsWith(
            $"from application not sent ({first})",
            await host.Db.ScalarAsync<string>(
                "select Detail from AuditEntry where SubjectId = @second and Action = 'DocumentUsedAgain'",
                new { second }
            )
        );
        // A withdrawn application lends nothing, nor does a document that ran out.
        var third = (await StartedAsync(one)).Draft;
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update ApplicationDocument set ExpiresOn = '2026-01-04' where ApplicationId in (@first, @second) and ExpiresOn is not null",
                new { first, second }
            )
        );
        documents = await applicant.OpenAsync(Links.Applications.Documents(third));
        documents.AssertSays("The safeguarding policy that we have was good until 4 January 2026. Add the new one.");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set Status = 'Withdrawn' where Id in (@first, @second)", new { first, second })
        );
        (await applicant.OpenAsync(Links.Applications.Documents(third))).AssertDoesNotSay("that we have");
    }

    private sealed record Started(Browser Browser, Actor Person, Guid Draft, Guid Organisation);

    /// <param name="another">A draft of the same organisation in another round.</param>
    private async Task<Started> StartedAsync(Started? another = null)
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var person = another?.Person ?? await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = another?.Organisation ?? await host.Scenario.OrganisationAsync(person);
        return new(await host.AsAsync(person), person, await host.Scenario.CompleteDraftAsync(round, organisation, person), organisation);
    }
}
