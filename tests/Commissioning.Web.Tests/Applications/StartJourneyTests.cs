using System.Net;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Testing;
using Commissioning.Web.Tests.Accounts;

namespace Commissioning.Web.Tests.Applications;

/// <summary>From the eligibility check to the task list, on the real host.</summary>
public sealed class StartJourneyTests(PortalHost host) : IClassFixture<PortalHost>, IAsyncLifetime
{
    private const string Charity = "1178423";
    private Guid round;

    public async Task InitializeAsync() =>
        round = await host.Scenario.RoundAsync(
            await host.Scenario.PersonAsync(Role.CommissioningOfficer),
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("Vera Volunteer")]
    [InlineData("\u0645\u062d\u0645\u062f \u0639\u0644\u064a")]
    public async Task A_new_person_types_the_digits_and_a_name_adds_an_organisation_and_is_at_the_task_list(string name)
    {
        var browser = host.Visitor();
        var (page, email) = await AskedAsync(browser, "Unregistered group");
        page = await page.Fill("6-digit code", (await SentMessage.ToAsync(host, email)).Code)
            .Fill("Your full name", name)
            .PressAsync("Continue");
        Assert.Equal("Your organisation", page.Heading);
        page.AssertSays("Kind of organisation: Unregistered group");
        page = await Organisation(page, "Friends of the Green").PressAsync("Save and continue");
        Assert.Equal("Your application", page.Heading);
        Assert.Equal(1, await host.Database.CountAsync("Person", "Email = @email and DisplayName = @name", new { email, name }));
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "Organisation",
                "Kind = 'Unregistered group' and Id in (select OrganisationId from OrganisationMember m join Person p on p.Id = m.PersonId where p.Email = @email)",
                new { email }
            )
        );
        // The contact is the person signed in, ready filled.
        page = await page.FollowAsync("Your organisation");
        Assert.Equal("Contacts", page.Heading);
        page.AssertSays($"Me, {name}");
        page.AssertSays($"{email}, 0116 496 0022");
    }

    [Fact]
    public async Task A_new_person_who_types_no_name_with_the_digits_is_asked_for_it_next()
    {
        var (page, email) = await AskedAsync(host.Visitor(), "Charity");
        page = await page.Fill("6-digit code", (await SentMessage.ToAsync(host, email)).Code).PressAsync("Continue");
        Assert.Equal("What is your name?", page.Heading);
        Assert.Equal("Your organisation", (await page.Fill("Your full name", "Vera Volunteer").PressAsync("Continue")).Heading);
    }

    [Fact]
    public async Task A_link_opened_on_another_device_knows_the_answers_and_opened_twice_goes_on_where_the_person_was()
    {
        var (_, email) = await AskedAsync(host.Visitor(), "Faith group");
        var message = await SentMessage.ToAsync(host, email);
        var phone = host.Visitor();
        var page = await phone.OpenAsync(message.Link);
        page.AssertSays("to apply to ");
        page = await page.Fill("Your full name", "Vera Volunteer").PressAsync("Sign in on this device");
        page.AssertSays("Kind of organisation: Faith group");
        page = await phone.OpenAsync(message.Link);
        Assert.Equal("Your organisation", page.Heading);
        page = await Organisation(page, "The Green Chapel").PressAsync("Save and continue");
        Assert.Equal("Your application", page.Heading);
        Assert.Equal(page.Address, (await phone.OpenAsync(message.Link)).Address);
        (await host.Visitor().OpenAsync(message.Link, HttpStatusCode.BadRequest)).AssertSays("already been used");
    }

    [Fact]
    public async Task A_mail_that_comes_an_hour_late_sends_a_new_link_to_the_same_place_with_the_answers()
    {
        var (_, email) = await AskedAsync(host.Visitor(), "Sports club");
        var late = await SentMessage.ToAsync(host, email);
        host.Clock.Offset += TimeSpan.FromHours(1);
        try
        {
            var phone = host.Visitor();
            var page = await phone.OpenAsync(late.Link, HttpStatusCode.BadRequest);
            page.AssertSays("This link has expired: links work for 10 minutes.");
            await page.PressAsync("Send a new link");
            page = await phone.OpenAsync((await SentMessage.ToAsync(host, email)).Link);
            page = await page.Fill("Your full name", "Vera Volunteer").PressAsync("Sign in");
            page.AssertSays("Kind of organisation: Sports club");
        }
        finally
        {
            host.Clock.Offset -= TimeSpan.FromHours(1);
        }
    }

    [Fact]
    public async Task The_mail_says_who_sends_it_why_and_how_long_it_lasts()
    {
        var (_, email) = await AskedAsync(host.Visitor(), "Charity");
        var fullName = (
            await host.Db.ScalarAsync<string>(
                "select f.Name from Fund f join Round r on r.FundId = f.Id where r.Id = @round",
                new { round }
            )
        )!;
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "OutboxEmail",
                "ToAddress = @email and Subject like @Subject and TextBody like '%someone asked to apply with this address%' and TextBody like '%The button and the code work once, until %' and TextBody like '%0116 496 0000%'",
                new { email, Subject = fullName + "%: your link to carry on with your application" }
            )
        );
    }

    [Fact]
    public async Task A_person_with_one_organisation_goes_from_the_mail_to_the_task_list()
    {
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        await host.Scenario.OrganisationAsync(person, "Only Group");
        var email = (await host.Db.ScalarAsync<string>("select Email from Person where Id = @Id", new { person.Id }))!;
        var browser = host.Visitor();
        await AskedAsync(browser, "Charity", email);
        var page = await (await browser.OpenAsync((await SentMessage.ToAsync(host, email)).Link)).PressAsync("Sign in");
        Assert.Equal("Your application", page.Heading);
        // Whoever walks the same way again comes to the same draft.
        page = await AnsweredAsync(browser, "Charity");
        Assert.Equal("Your application", page.Heading);
        Assert.Equal(1, await host.Database.CountAsync("Application", "RoundId = @round", new { round }));
    }

    [Fact]
    public async Task A_second_organisation_does_not_start_with_the_answers_for_the_first()
    {
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        var club = await host.Scenario.OrganisationAsync(person, "Sports Group", "Sports club");
        var browser = await host.AsAsync(person);
        // Their only organisation is of another kind than they answered for.
        var page = await AnsweredAsync(browser, "Charity");
        Assert.Equal("Start an application", page.Heading);
        page.AssertSays("You answered the questions for this kind of organisation: Charity. Answer them again for Sports Group.");
        await host.Scenario.OrganisationAsync(person, "Kind Charity");
        page = await browser.OpenAsync(Links.Applications.Start(round));
        page.AssertSays("Kind Charity");
        Assert.DoesNotContain(club.ToString(), page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        page = await page.Choose("Kind Charity").PressAsync("Start");
        Assert.Equal("Your application", page.Heading);
        Assert.Equal("Check if you can apply", (await browser.OpenAsync(Links.Applications.Start(round))).Heading);
        Assert.Equal(0, await host.Database.CountAsync("Application", "OrganisationId = @club", new { club }));
    }

    [Fact]
    public async Task A_person_without_an_organisation_is_told_that_we_fund_organisations()
    {
        var page = await AnsweredAsync(host.Visitor(), "One person, not an organisation");
        Assert.Equal("This round is not right for the project", page.Heading);
        page.AssertSays("We can fund organisations only. You could ask a local charity or community group to apply with you.");
    }

    [Fact]
    public async Task A_number_on_the_register_fills_in_the_form_and_an_organisation_that_is_here_is_not_described()
    {
        await ImportAsync();
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant));
        await host.Scenario.OrganisationAsync(await host.Scenario.PersonAsync(Role.Applicant), "The Secret Name");
        var page = await browser.OpenAsync(Links.Organisations.New);
        page = await page.Fill("Phone number", "0116 496 0022")
            .Fill("Charity or company number, if you have one", Charity)
            .PressAsync("Find it on the register");
        page.AssertSays("This is what the charity register says about 1178423.");
        Assert.Equal(
            ("Green Lane Trust", "1 Green Lane", "Leicester", "LE4 9ZZ", "0116 496 0022"),
            (
                page.Value("Name of the organisation"),
                page.Value("Address"),
                page.Value("Town or city"),
                page.Value("Postcode"),
                page.Value("Phone number")
            )
        );
        page = await page.Fill("Charity or company number, if you have one", "9900001").PressAsync("Find it on the register");
        page.AssertSays("9900001 is not on the registers that we can see. Fill in the boxes yourself.");
        page.AssertSays("An organisation with this number is here already. Ask one of its people to invite you");
        page.AssertDoesNotSay("The Secret Name");
        Assert.Equal("Green Lane Trust", page.Value("Name of the organisation"));
        page = await page.Fill("Charity or company number, if you have one", "12")
            .PressAsync("Find it on the register", HttpStatusCode.BadRequest);
        page.AssertError(
            "Enter a charity number of six or seven digits, such as 1234567, or a company number of eight characters, such as 01234567"
        );
    }

    [Fact]
    public async Task A_look_up_keeps_the_name_that_was_typed_and_shows_what_the_register_says()
    {
        await ImportAsync();
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant));
        var page = await (await browser.OpenAsync(Links.Organisations.New))
            .Fill("Name of the organisation", "Our Own Name")
            .Choose("Unregistered group")
            .Fill("Charity or company number, if you have one", Charity)
            .PressAsync("Find it on the register");
        page.AssertSays(
            "The charity register says about 1178423: Green Lane Trust, 1 Green Lane, Leicester, LE4 9ZZ. We have kept what you typed."
        );
        page.AssertSays("1178423 is a charity number, but you chose Unregistered group. Is that right?");
        Assert.Equal(("Our Own Name", "1 Green Lane"), (page.Value("Name of the organisation"), page.Value("Address")));
        page = await page.PressAsync("Use what the register says");
        Assert.Equal("Green Lane Trust", page.Value("Name of the organisation"));
        page.AssertDoesNotSay("We have kept what you typed");
    }

    [Fact]
    public async Task A_second_organisation_with_a_number_that_is_here_is_added_only_when_it_is_said_to_be_another()
    {
        await host.Scenario.OrganisationAsync(await host.Scenario.PersonAsync(Role.Applicant), "The Secret Name");
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        var page = await (await host.AsAsync(person)).OpenAsync(Links.Organisations.New);
        page = await Organisation(page.Choose("Charity"), "Another Trust")
            .Fill("Charity or company number, if you have one", "9900001")
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError(
            "An organisation with this number is here already. Ask one of its people to invite you, or tick the box if yours is another one."
        );
        page.AssertDoesNotSay("The Secret Name");
        Assert.Equal(0, await host.Database.CountAsync("OrganisationMember", "PersonId = @Id", new { person.Id }));
        (await page.Choose("Mine is another organisation").PressAsync("Save and continue")).AssertSays("Another Trust added");
    }

    [Fact]
    public async Task A_charity_number_of_an_unregistered_group_is_asked_about_once()
    {
        var page = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant))).OpenAsync(Links.Organisations.New);
        page = await Organisation(page.Choose("Unregistered group"), "Kind Group")
            .Fill("Charity or company number, if you have one", "1199887")
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError(
            "1199887 is a charity number, but you chose Unregistered group. Is that right? Choose another kind, or tick the box."
        );
        page = await page.Choose("The number and the kind of organisation are both right").PressAsync("Save and continue");
        page.AssertSays("Kind Group added");
    }

    [Theory]
    [InlineData("LE11 OGA", "LE11 OGA is not a postcode. Did you mean LE11 0GA?")]
    [InlineData("LE11 1GO", "LE11 1GO is not a postcode that exists. Check its last two letters, GO.")]
    public async Task A_postcode_with_a_letter_O_is_refused_and_the_rest_stays(string typed, string sentence)
    {
        var browser = await host.AsAsync(await host.Scenario.PersonAsync(Role.Applicant));
        var page = await browser.OpenAsync(Links.Organisations.New);
        page = await Organisation(page.Choose("Charity"), "Green Lane Trust")
            .Fill("Postcode", typed)
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError(sentence);
        page.AssertError("Enter the charity number, or choose another kind of organisation");
        Assert.Equal("Green Lane Trust", page.Value("Name of the organisation"));
    }

    [Fact]
    public async Task Two_contacts_who_are_one_person_are_refused_at_the_boxes_and_somebody_else_may_be_the_first()
    {
        var person = await host.Scenario.PersonAsync(Role.Applicant);
        await host.Scenario.OrganisationAsync(person, "Contact Group");
        var browser = await host.AsAsync(person);
        var page = await (await AnsweredAsync(browser, "Charity")).FollowAsync("Your organisation");
        var address = page.Address.AbsolutePath;
        page = await page.Fill("Full name", person.Name.ToUpperInvariant())
            .Fill("Phone number", "+44 116 496 0001")
            .PressAsync("Save and continue", HttpStatusCode.BadRequest);
        page.AssertError(
            "This is the first contact again. Name somebody else who knows the project, so that we reach someone when the first is away."
        );
        page.AssertError("Both contacts have this phone number. Enter the second person's own, or their e-mail address.");
        page = await page.Choose("Somebody else")
            .Fill("Their full name", "Ann Other")
            .Fill("Their e-mail address", "ann@test.example")
            .PressAsync("Save and continue");
        Assert.Equal("Your group", page.Heading);
        Assert.Equal("Ann Other", (await browser.OpenAsync(address)).Value("Their full name"));
    }

    private async Task<BrowserPage> AnsweredAsync(Browser browser, string kind)
    {
        var page = await browser.OpenAsync(Links.Applications.Eligibility(round));
        page.Choose(kind);
        foreach (var yes in page.Document.QuerySelectorAll("input[value=yes]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>())
            yes.IsChecked = true;
        return await page.PressAsync("Continue");
    }

    private async Task<(BrowserPage Page, string Email)> AskedAsync(Browser browser, string kind, string? known = null)
    {
        var email = known ?? $"door-{Guid.NewGuid():N}@test.example";
        var page = await AnsweredAsync(browser, kind);
        Assert.Equal("Your e-mail address", page.Heading);
        page = await page.Fill("Your e-mail address", email).PressAsync("Continue");
        Assert.Equal("Check your e-mail", page.Heading);
        return (page, email);
    }

    private static BrowserPage Organisation(BrowserPage page, string name) =>
        page.Fill("Name of the organisation", name)
            .Fill("Address", "1 Green Lane")
            .Fill("Town or city", "Leicester")
            .Fill("Postcode", "le49zz")
            .Fill("Where does the organisation mainly work?", "Leicester")
            .Fill("Phone number", "0116 496 0022");

    private async Task ImportAsync()
    {
        var columns = ImportRegister.Columns(ExtractKind.Charity).Append("charity_contact_address1").Append("charity_contact_address2");
        var file =
            string.Join('\t', columns)
            + $"\n{Charity}\t0\tGreen Lane Trust\tRegistered\t2012-05-01\t\tSubmission Received\t2025-03-31\tLE4 9ZZ\tFalse\tFalse\t1 Green Lane\tLeicester\n";
        var imported = await host.WithAsync<ImportRegister, Result<ImportRegister.Import>>(async import =>
            await import.RunAsync(
                await host.Scenario.PersonAsync(Role.CommissioningOfficer),
                ExtractKind.Charity,
                new(2026, 1, 1),
                "charity.txt",
                new MemoryStream(Encoding.UTF8.GetBytes(file)),
                null
            )
        );
        Assert.Null(imported.FirstRefusal);
    }
}
