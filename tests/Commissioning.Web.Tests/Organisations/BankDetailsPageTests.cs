using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Organisations;

public sealed class BankDetailsPageTests(PortalHost host) : IClassFixture<PortalHost>
{
    private async Task<(Actor Applicant, Guid Organisation)> OrganisationAsync()
    {
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        return (applicant, await host.Scenario.OrganisationAsync(applicant));
    }

    private Task<IReadOnlyList<Refusal>> GiveAsync(Actor applicant, Guid organisation, string number) =>
        host.RefusalsAsync<GiveBankDetails>(bank =>
            bank.RunAsync(applicant, organisation, "Friends of Test Park", "99-99-99", number, insists: false, null)
        );

    private async Task<BankDetailsQueries.MyBankDetails> LatestAsync(Guid organisation) =>
        (await host.Db.ReadAsync(work => BankDetailsQueries.OfAsync(work, organisation)))[0];

    [Fact]
    public async Task Bank_details_typed_by_an_applicant_are_checked_and_stored_encrypted()
    {
        var (applicant, organisation) = await OrganisationAsync();
        var phone = await host.AsAsync(applicant);
        var mine = await (await phone.OpenAsync(Links.Organisations.Organisation(organisation))).FollowAsync("Bank details");
        mine = await mine.Fill("Sort code", "12-34")
            .Fill("Account number", "1234")
            .PressAsync("Send the bank details", HttpStatusCode.BadRequest);
        mine.AssertError("Enter the name on the account, as your bank has it, in up to 70 characters");
        mine.AssertError("Enter a sort code of six digits, such as 12-34-56");
        mine.AssertError("Enter an account number of six to eight digits, such as 12345678");
        Assert.Equal("12-34", mine.Value("Sort code"));
        mine = await mine.Fill("Name on the account", "Friends of Test Park")
            .Fill("Sort code", "99-99-99")
            .Fill("Account number", "12345678")
            .Attach("A bank statement or letter", "statement.pdf", SamplePdf.Of("x"))
            .PressAsync("Send the bank details");
        mine.AssertSays("Account ending 5678");
        mine.AssertDoesNotSay("12345678");
        Assert.DoesNotContain(
            "12345678",
            await host.Db.ScalarAsync<string>(
                "select EncryptedAccount from BankDetails where OrganisationId = @organisation",
                new { organisation }
            )
        );
        Assert.Equal(
            "The account ending 5678 is waiting to be checked. If it is wrong, ask us to set it aside first.",
            Assert.Single(await GiveAsync(applicant, organisation, "11111111")).Sentence
        );
    }

    [Fact]
    public async Task Bank_details_are_shown_whole_only_to_finance_and_each_view_is_recorded()
    {
        var (applicant, organisation) = await OrganisationAsync();
        Assert.Empty(await GiveAsync(applicant, organisation, "32345678"));
        var details = await LatestAsync(organisation);
        var officer = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer))).OpenAsync(
            Links.Organisations.Bank(details.Id)
        );
        officer.AssertSays("Ending 5678");
        officer.AssertDoesNotSay("Show the whole account");
        var forbidden = await host.AsAsync(await host.Scenario.PersonAsync(Role.CommissioningOfficer));
        await forbidden.OpenAsync(Links.Organisations.BankProof(details.Id), HttpStatusCode.Forbidden);

        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        var page = await finance.OpenAsync(Links.Organisations.Bank(details.Id));
        page.AssertDoesNotSay("32345678");
        page = await page.PressAsync("Show the whole account");
        page.AssertSays("Friends of Test Park, 99-99-99, 32345678");
        Assert.True(
            await host.Db.ScalarAsync<int>(
                "select count(*) from AuditEntry where Action = 'BankDetailsViewed' and SubjectId = @organisation",
                new { organisation }
            ) >= 1
        );
    }

    [Fact]
    public async Task Bank_details_are_confirmed_by_finance_after_confirmation_of_payee()
    {
        var (applicant, organisation) = await OrganisationAsync();
        Assert.Empty(
            await host.RefusalsAsync<GiveBankDetails>(bank =>
                bank.RunAsync(
                    applicant,
                    organisation,
                    "Friends of Test Park",
                    "99-99-99",
                    "42345678",
                    insists: false,
                    Domain.Documents.Upload.Read("statement.pdf", "%PDF-1.4 x"u8.ToArray(), "").Value!
                )
            )
        );
        var details = await LatestAsync(organisation);
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        var page = await (await finance.OpenAsync(Links.Organisations.Bank(details.Id))).PressAsync(
            "Confirm: payments may go here",
            HttpStatusCode.BadRequest
        );
        page.AssertError("Record what Confirmation of Payee answered first");
        page = await page.Choose("Close match").PressAsync("Save the answer", HttpStatusCode.BadRequest);
        page.AssertError("Enter the name the bank gave");
        page = await page.Fill("Name the bank gave", "Friends Test Pk").PressAsync("Save the answer", HttpStatusCode.BadRequest);
        page.AssertError("Say why the account may still be the applicant's, or what you will do");
        page = await page.Fill("Note", "Short form on the statement").PressAsync("Save the answer");
        page.AssertSays("RC9900001");
        page.AssertSays("Two people must agree to this account");
        page = await page.PressAsync("Propose to confirm", HttpStatusCode.BadRequest);
        page.AssertError("Say in a sentence what you saw, so that someone else can follow it");
        page = await page.Fill("Why", "The statement shows the short name and our reference").PressAsync("Propose to confirm");
        page.AssertSays("Another person must confirm the account");
        page = await page.Fill("Why", "The statement shows the short name and our reference")
            .PressAsync("Confirm: payments may go here", HttpStatusCode.BadRequest);
        page.AssertError("You proposed to confirm these details, so someone else must confirm them");
        (await finance.OpenAsync(Links.Organisations.BankQueue)).AssertSays("Waits for a second person");
        var second = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        page = await second.OpenAsync(Links.Organisations.Bank(details.Id));
        page = await page.Fill("Why", "I compared the statement with the register's name").PressAsync("Confirm: payments may go here");
        page.AssertSays("Confirmed");
        (await finance.OpenAsync(Links.Organisations.BankQueue)).AssertSays("Friends of Test Park");
        Assert.Equal(
            "statement.pdf",
            (await finance.GetAsync(Links.Organisations.BankProof(details.Id))).Content.Headers.ContentDisposition!.FileName!.Trim('"')
        );
    }

    [Fact]
    public async Task A_change_of_bank_details_needs_a_call_back_and_a_second_person_and_holds_payments()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var (applicant, organisation) = (stages.Applications[0].Applicant, stages.Applications[0].Organisation);
        await host.Scenario.ReadyToPayAsync(stages.Applications[0].Id);
        Assert.Null(
            (
                await host.WithAsync<RequestPayment, Result>(request =>
                    request.RunAsync(stages.Officer, award, Money.FromPounds(100), "Part")
                )
            ).FirstRefusal
        );
        var payment = await host.Db.ScalarAsync<Guid>("select Id from Payment where AwardId = @award", new { award });
        // The copy frozen before the change has the telephone number to call.
        const string copy =
            "{\"Round\":\"R\",\"Organisation\":{\"Name\":\"Group A\",\"Kind\":\"Charity\",\"AddressLine\":\"1\",\"Town\":\"L\",\"Postcode\":\"LE1 9ZZ\",\"Area\":\"Leicester\",\"Phone\":\"0116 496 0001\"},\"Answers\":[],\"Budget\":[],\"Outcomes\":[],\"Documents\":[]}";
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update Application set CopyJson = @copy, CopySha256 = @Hash where Id = @Id",
                new
                {
                    stages.Applications[0].Id,
                    copy,
                    Hash = ApplicationCopy.Sha256(copy),
                }
            )
        );
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Organisation set Phone = '07700 900999' where Id = @organisation", new { organisation })
        );

        Assert.Empty(await GiveAsync(applicant, organisation, "87654321"));
        var finance = await host.Scenario.PersonAsync(Role.FinanceOfficer);
        Assert.Equal(
            "This payment is on hold: New bank details are waiting to be confirmed",
            (await host.WithAsync<DecidePayment, Result>(decide => decide.RunAsync(finance, payment, approve: true, null)))
                .FirstRefusal!
                .Sentence
        );
        var details = await LatestAsync(organisation);
        Assert.True(details.IsChange);
        var browser = await host.AsAsync(finance);
        var page = await browser.OpenAsync(Links.Organisations.Bank(details.Id));
        page.AssertSays("Known before the change: 0116 496 0001.");
        page = await page.Choose("Match").PressAsync("Save the answer");
        page = await page.PressAsync("Confirm: payments may go here", HttpStatusCode.BadRequest);
        page.AssertError("Bank details that replace earlier ones need a call-back on a number you already had");
        page = await CallAsync(page, "07700 900999", "4321", HttpStatusCode.BadRequest);
        page.AssertError("Ring a number that was known before the change: 0116 496 0001");
        page = await CallAsync(page, "01164960001", "4321", HttpStatusCode.OK);
        page = await page.PressAsync("Confirm: payments may go here", HttpStatusCode.BadRequest);
        page.AssertError("You made the call-back, so someone else must confirm the change");
        var second = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        (await (await second.OpenAsync(Links.Organisations.Bank(details.Id))).PressAsync("Confirm: payments may go here")).AssertSays(
            "Ending 5678"
        );
        Assert.Null(
            (await host.WithAsync<DecidePayment, Result>(decide => decide.RunAsync(finance, payment, approve: true, null))).FirstRefusal
        );
        Assert.Equal(
            1,
            await host.Db.ScalarAsync<int>(
                "select count(*) from BankDetails where OrganisationId = @organisation and State = 'Confirmed'",
                new { organisation }
            )
        );
    }

    private Task<BrowserPage> CallAsync(BrowserPage page, string number, string digits, HttpStatusCode status)
    {
        var now = LondonTime.ToLondon(host.Clock.UtcNow());
        return page.Fill("Which number did you ring?", number)
            .Choose("We knew it before, from an application")
            .Fill("Who did you speak to?", "Ann Bell")
            .Fill("What is their role?", "Chair")
            .Fill("Last four digits that they read out", digits)
            .FillNamed("CallOn.Day", $"{now.Day}")
            .FillNamed("CallOn.Month", $"{now.Month}")
            .FillNamed("CallOn.Year", $"{now.Year}")
            .Fill("Time of the call", now.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))
            .PressAsync("Save the call-back", status);
    }

    private static byte[] Zip(string weights)
    {
        using var zipped = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(zipped, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in new[] { ("valacdos.txt", weights), ("scsubtab.txt", "938600 938611") })
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        return zipped.ToArray();
    }

    [Fact]
    public async Task Bank_details_that_fail_the_modulus_check_are_questioned_once_and_kept_when_repeated()
    {
        var finance = await host.AsAsync(await host.Scenario.PersonAsync(Role.FinanceOfficer));
        var tables = await finance.OpenAsync(Links.Organisations.ModulusTables);
        tables = await tables.PressAsync("Load", HttpStatusCode.BadRequest);
        tables.AssertError("Choose both files, valacdos.txt and scsubtab.txt, or a zip of them");
        tables.AssertSays("No weight table is loaded");
        tables = await tables
            .Fill("Version (optional)", "Test 1")
            .FillNamed("ValidFrom.Day", "1")
            .FillNamed("ValidFrom.Month", "1")
            .FillNamed("ValidFrom.Year", "2024")
            .Attach("Both files, or a zip of them", "tables.zip", Zip("089000 089999 MOD99 0 0 0 0 0 0 7 1 3 7 1 3 7 1"))
            .PressAsync("Load", HttpStatusCode.BadRequest);
        tables.AssertError("Weights, line 1, column 3: MOD99 is not MOD10, MOD11 or DBLAL");
        tables = await tables
            .Attach("Both files, or a zip of them", "tables.zip", Zip("089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1\r\n"))
            .PressAsync("Load");
        tables.AssertSays("Test 1, valid from 1 January 2024, 1 line,");
        tables.AssertSays("days old, so newer sort codes are not checked. More than 180 days is too old");
        tables = await tables
            .Fill("Version (optional)", "Test 2")
            .FillNamed("ValidFrom.Day", "1")
            .FillNamed("ValidFrom.Month", "1")
            .FillNamed("ValidFrom.Year", "2024")
            .Attach("Both files, or a zip of them", "tables.zip", Zip("089000 089999 MOD10 0 0 0 0 0 0 7 1 3 7 1 3 7 1"))
            .PressAsync("Load", HttpStatusCode.BadRequest);
        tables.AssertError("A table is valid from 1 January 2024 already. Enter another day.");

        var (applicant, organisation) = await OrganisationAsync();
        var mine = await (await host.AsAsync(applicant)).OpenAsync(Links.Organisations.MyBank(organisation));
        mine = await mine.Fill("Name on the account", "Friends")
            .Fill("Sort code", "089999")
            .Fill("Account number", "66374959")
            .PressAsync("Send the bank details", HttpStatusCode.BadRequest);
        mine.AssertError(
            "The sort code and the account number do not fit together. Compare both with a bank statement. If they are right, tick the box below."
        );
        (
            await mine.Choose("I have compared both numbers with a bank statement, and they are right").PressAsync("Send the bank details")
        ).AssertSays("Account ending 4959");
        (await finance.OpenAsync(Links.Organisations.Bank((await LatestAsync(organisation)).Id))).AssertSays(
            "as typed the account cannot exist. (table Test 1)"
        );
        var page = await finance.OpenAsync(Links.Organisations.Bank((await LatestAsync(organisation)).Id));
        page = await page.PressAsync("Refuse", HttpStatusCode.BadRequest);
        page.AssertError("Say why, in up to 1,000 characters");
        await page.Fill("Note (optional)", "The bank knows no such account").PressAsync("Refuse");
        Assert.Empty(
            await host.RefusalsAsync<GiveBankDetails>(bank =>
                bank.RunAsync(applicant, organisation, "Friends", "089999", "66374958", false, null)
            )
        );
        (await finance.OpenAsync(Links.Organisations.Bank((await LatestAsync(organisation)).Id))).AssertSays(
            "so the account could exist. That is not proof that it does, or whose it is."
        );
    }

    [Fact]
    public async Task Bank_details_from_paper_are_entered_by_an_officer_and_confirmed_by_a_second_person()
    {
        var (applicant, organisation) = await OrganisationAsync();
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var browser = await host.AsAsync(officer);
        await browser.OpenAsync(Links.Organisations.MyBank(organisation), HttpStatusCode.NotFound);
        var round = await host.Scenario.RoundAsync(
            officer,
            [await host.Scenario.PersonAsync(Role.PanelMember), await host.Scenario.PersonAsync(Role.PanelMember)]
        );
        var application = await host.Scenario.ApplicationAsync(round, organisation, applicant);
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set Channel = 'Paper' where Id = @application", new { application })
        );
        var page = await (await browser.OpenAsync(Links.DueDiligence.Checks(application))).FollowAsync(
            "Type in bank details that came on paper"
        );
        (
            await page.Fill("Name on the account", "Friends")
                .Fill("Sort code", "999999")
                .Fill("Account number", "44445555")
                .PressAsync("Send the bank details")
        ).AssertSays("Account ending 5555");
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("insert into PersonRole (PersonId, Role) values (@Id, 'FinanceOfficer')", new { officer.Id })
        );
        var details = await LatestAsync(organisation);
        await host.WithAsync<RecordPayeeCheck, Result>(bank =>
            bank.RunAsync(officer, details.Id, Domain.Organisations.PayeeResult.Match, null, null)
        );
        Assert.Equal(
            "You entered these bank details, so someone else must confirm them",
            (await host.WithAsync<ConfirmBankDetails, Result>(bank => bank.RunAsync(officer, details.Id, null))).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Bank_details_are_hidden_from_strangers_and_an_account_in_use_is_not_given_twice()
    {
        var (applicant, organisation) = await OrganisationAsync();
        var other = await host.Scenario.PersonAsync(Role.Applicant);
        await (await host.AsAsync(other)).OpenAsync(Links.Organisations.MyBank(organisation), HttpStatusCode.NotFound);
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() => GiveAsync(other, organisation, "12345678"));
        Assert.Empty(await GiveAsync(applicant, organisation, "22345678"));
        var (finance, details) = (await host.Scenario.PersonAsync(Role.FinanceOfficer), await LatestAsync(organisation));
        await host.WithAsync<RecordPayeeCheck, Result>(bank =>
            bank.RunAsync(finance, details.Id, Domain.Organisations.PayeeResult.Match, null, null)
        );
        Assert.Null((await host.WithAsync<ConfirmBankDetails, Result>(bank => bank.RunAsync(finance, details.Id, null))).FirstRefusal);
        Assert.Equal(
            "These bank details have already been dealt with",
            (await host.WithAsync<RefuseBankDetails, Result>(bank => bank.RunAsync(finance, details.Id, "x"))).FirstRefusal!.Sentence
        );
        Assert.Equal("We already use this account for you", Assert.Single(await GiveAsync(applicant, organisation, "22345678")).Sentence);
    }
}
