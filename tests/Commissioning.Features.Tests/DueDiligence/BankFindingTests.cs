using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Documents;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.DueDiligence;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.DueDiligence;

public sealed class BankFindingTests : IAsyncLifetime
{
    private const string Why = "The bank statement shows the name of the group at its hall";
    private static readonly Office Office = new();
    private readonly TestDatabase database = new();
    private Scenario scenario = null!;
    private Actor officer = null!,
        tom = null!,
        ann = null!;
    private Guid round;

    public async Task InitializeAsync()
    {
        scenario = new Scenario(database.Db, database.Clock);
        officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        (tom, ann) = (await scenario.PersonAsync(Role.FinanceOfficer), await scenario.PersonAsync(Role.FinanceOfficer));
        round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    private sealed record Group(Guid Application, Guid Organisation, Actor Applicant);

    private async Task<Group> GroupAsync(string name, decimal pounds = 5000)
    {
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(applicant, name);
        var application = await scenario.ApplicationAsync(round, organisation, applicant, $"Project of {name}", pounds, assessed: false);
        var copy = new ApplicationCopy
        {
            Round = "A round",
            Organisation = new()
            {
                Name = name,
                Kind = "Charity",
                AddressLine = "1 Nowhere Lane",
                Town = "Leicester",
                Postcode = "LE1 1XX",
                Area = "Leicester",
                Phone = "0116 496 0000",
            },
            Answers = [],
            Budget = [],
            Outcomes = [],
            Documents = [],
        };
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Application set CopyJson = @Copy where Id = @application", new { application, Copy = copy.ToJson() })
        );
        return new(application, organisation, applicant);
    }

    private FileStore Files => new(database.Db, new FileStoreOptions { Root = database.Folder }, new ClamdOptions());
    private ConfirmBankDetails Confirm => new(database.Db, new MatchIndex(database.Db), Office);

    private async Task<Guid> GiveAsync(Group group, string accountName, string number, bool proof = true)
    {
        var give = new GiveBankDetails(database.Db, database.Encryption, Files, new MatchIndex(database.Db), Office);
        var statement = proof ? Upload.Read("statement.pdf", "%PDF-1.4 x"u8.ToArray(), "").Value! : null;
        Assert.Null(
            (
                await give.RunAsync(group.Applicant, group.Organisation, accountName, "99-99-99", number, insists: true, statement)
            ).FirstRefusal
        );
        return (await database.Db.ReadAsync(work => BankDetailsQueries.OfAsync(work, group.Organisation)))[0].Id;
    }

    private async Task PayeeAsync(Guid account, PayeeResult result) =>
        Assert.Null((await new RecordPayeeCheck(database.Db).RunAsync(tom, account, result, "D Smith", Why)).FirstRefusal);

    private DateOnly Day => database.Clock.Today();
    private string Time =>
        LondonTime.ToLondon(database.Clock.UtcNow()).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<Findings.Finding>> FoundAsync(Group group)
    {
        await database.PlanChecks().RunAsync();
        return await database.Db.ReadAsync(work => Findings.OfAsync(work, group.Application));
    }

    private async Task<string> WhyNotConfirmedAsync(Actor actor, Guid account, string? note = null) =>
        (await Confirm.RunAsync(actor, account, note)).FirstRefusal!.Sentence;

    private Task SameAsync(Group one, Group other) =>
        new CompareOrganisations(database.Db).RunAsync(
            officer,
            one.Organisation,
            other.Organisation,
            true,
            "The same people in both records"
        );

    [Fact]
    public async Task A_personal_account_that_does_not_match_needs_a_document_and_two_people()
    {
        var group = await GroupAsync("Elm Park Trust");
        var account = await GiveAsync(group, "D Smith personal", "11112222", proof: false);
        await PayeeAsync(account, PayeeResult.NoMatch);
        var payee = Assert.Single(await FoundAsync(group), finding => finding.Kind == FindingKind.PayeeNotMatched);
        Assert.Equal((FindingLevel.Against, true), (payee.Level, payee.IsOpen));
        Assert.StartsWith("A bank statement or letter is needed", await WhyNotConfirmedAsync(ann, account, Why));
        var proof = Upload.Read("statement.pdf", "%PDF-1.4 x"u8.ToArray(), "").Value!;
        Assert.Null((await new AddBankProof(database.Db, Files).RunAsync(tom, account, proof)).FirstRefusal);
        Assert.StartsWith("Two people must agree", await WhyNotConfirmedAsync(tom, account, Why));
        var propose = new ProposeBankDetails(database.Db, Office);
        Assert.Equal(
            "Say in a sentence what you saw, so that someone else can follow it",
            (await propose.RunAsync(tom, account, "Treasurer says fine")).FirstRefusal!.Sentence
        );
        Assert.Null((await propose.RunAsync(tom, account, Why)).FirstRefusal);
        Assert.StartsWith("You proposed", await WhyNotConfirmedAsync(tom, account, Why));
        Assert.StartsWith("Say in a sentence", await WhyNotConfirmedAsync(ann, account, "ok"));
        Assert.Null((await Confirm.RunAsync(ann, account, Why)).FirstRefusal);
        Assert.DoesNotContain(await FoundAsync(group), finding => finding is { Kind: FindingKind.PayeeNotMatched, IsOpen: true });
    }

    [Fact]
    public async Task A_new_answer_of_the_bank_sets_an_earlier_proposal_aside()
    {
        var group = await GroupAsync("Elm Park Trust");
        var account = await GiveAsync(group, "Elm Pk", "11112222");
        await PayeeAsync(account, PayeeResult.CloseMatch);
        Assert.Null((await new ProposeBankDetails(database.Db, Office).RunAsync(ann, account, Why)).FirstRefusal);
        await PayeeAsync(account, PayeeResult.NoMatch);
        Assert.StartsWith("Two people must agree", await WhyNotConfirmedAsync(officer, account, Why));
    }

    [Fact]
    public async Task One_account_of_two_organisations_is_a_finding_of_both_and_needs_two_people()
    {
        var (first, second) = (await GroupAsync("Elm Park Trust"), await GroupAsync("Oak Lane Boxing"));
        var account = await GiveAsync(first, "Elm Park Trust", "11112222");
        await PayeeAsync(account, PayeeResult.Match);
        Assert.Null((await Confirm.RunAsync(tom, account, null)).FirstRefusal);
        Assert.DoesNotContain(await FoundAsync(first), finding => finding.Kind == FindingKind.SharedAccount);
        var again = await GiveAsync(second, "Elm Park Trust", "11112222");
        await PayeeAsync(again, PayeeResult.Match);
        var ours = Assert.Single(await FoundAsync(first), finding => finding.Kind == FindingKind.SharedAccount);
        Assert.Equal(FindingLevel.Against, ours.Level);
        Assert.Contains("Oak Lane Boxing", ours.Sentence, StringComparison.Ordinal);
        var theirs = Assert.Single(await FoundAsync(second), finding => finding.Kind == FindingKind.SharedAccount);
        Assert.Contains("Elm Park Trust", theirs.Sentence, StringComparison.Ordinal);
        Assert.Contains("this organisation's: a different name", theirs.Sentence, StringComparison.Ordinal);
        Assert.Contains("with theirs: the same name", theirs.Sentence, StringComparison.Ordinal);
        Assert.Contains("another organisation gave the same account", await WhyNotConfirmedAsync(tom, again, Why));
        // Refused for the second, it stays a finding of the first.
        Assert.Null(
            (
                await new RefuseBankDetails(database.Db, new MatchIndex(database.Db), Office).RunAsync(tom, again, "Statement was forged")
            ).FirstRefusal
        );
        var refused = Assert.Single(await FoundAsync(first), finding => finding.Kind == FindingKind.RefusedAccount);
        Assert.Contains("Oak Lane Boxing", refused.Sentence, StringComparison.Ordinal);
        Assert.Contains("Statement was forged", refused.Sentence, StringComparison.Ordinal);
        Assert.Contains(await FoundAsync(first), finding => finding is { Kind: FindingKind.SharedAccount, GoneAt: null });
    }

    [Fact]
    public async Task An_account_that_was_refused_for_a_sister_record_is_a_strong_finding_and_needs_two_people()
    {
        var (first, sister) = (await GroupAsync("Eyres Monsell Club"), await GroupAsync("Enderby Allotment"));
        await SameAsync(first, sister);
        var forged = await GiveAsync(first, "Eyres Monsell Club", "11112222");
        Assert.Null(
            (
                await new RefuseBankDetails(database.Db, new MatchIndex(database.Db), Office).RunAsync(tom, forged, "Statement was forged")
            ).FirstRefusal
        );
        var again = await GiveAsync(sister, "Enderby Allotment", "11112222");
        await PayeeAsync(again, PayeeResult.Match);
        var finding = Assert.Single(await FoundAsync(sister), one => one.Kind == FindingKind.RefusedAccount);
        Assert.Equal((FindingLevel.Against, true), (finding.Level, finding.IsOpen));
        Assert.Contains("Eyres Monsell Club", finding.Sentence, StringComparison.Ordinal);
        var view = await database.Db.ReadAsync(work => BankDetailsQueries.GetAsync(work, again));
        Assert.Equal((BankState.Refused, true), (Assert.Single(view.Uses).State, view.Uses[0].IsOurs));
        Assert.True(view.CheckWith(Office).WasRefused);
        Assert.NotEmpty(view.CheckWith(Office).WhyTwo);
    }

    [Fact]
    public async Task The_first_account_of_a_sister_record_is_a_change_and_needs_the_call_back()
    {
        var (first, sister) = (await GroupAsync("Eyres Monsell Club", 1000), await GroupAsync("Enderby Allotment", 1000));
        var account = await GiveAsync(first, "Eyres Monsell Club", "11112222");
        await PayeeAsync(account, PayeeResult.Match);
        Assert.Null((await Confirm.RunAsync(tom, account, null)).FirstRefusal);
        // Also where the two are said to be one only after the account came.
        var other = await GiveAsync(sister, "Enderby Allotment", "33334444");
        await PayeeAsync(other, PayeeResult.Match);
        await SameAsync(first, sister);
        Assert.Equal(
            "Bank details that replace earlier ones need a call-back on a number you already had",
            await WhyNotConfirmedAsync(tom, other)
        );
    }

    [Fact]
    public async Task A_first_account_for_a_large_sum_needs_the_call_back_and_two_people()
    {
        var (small, large) = (await GroupAsync("Elm Park Trust", 5000), await GroupAsync("Oak Lane Boxing", 5001));
        var (one, two) = (await GiveAsync(small, "Elm Park Trust", "11112222"), await GiveAsync(large, "Oak Lane Boxing", "33334444"));
        await PayeeAsync(one, PayeeResult.Match);
        await PayeeAsync(two, PayeeResult.Match);
        Assert.Null((await Confirm.RunAsync(tom, one, null)).FirstRefusal);
        Assert.Equal("A first account for a larger sum needs a call-back", await WhyNotConfirmedAsync(tom, two));
        var call = await database.Db.ReadAsync(work => BankDetailsQueries.GetAsync(work, two));
        Assert.True(call.CheckWith(Office).NeedsCall);
        Assert.Equal(
            "callDigits",
            (
                await new RecordCallBack(database.Db, Office).RunAsync(
                    officer,
                    two,
                    new("Mary Bell", "Chair", "0116 496 0099", CallNumberSource.Register, "The register", "1111", Day, Time)
                )
            )
                .FirstRefusal!
                .Field,
            ignoreCase: true
        );
        Assert.Null(
            (
                await new RecordCallBack(database.Db, Office).RunAsync(
                    officer,
                    two,
                    new("Mary Bell", "Chair", "0116 496 0099", CallNumberSource.Register, "The register", "4444", Day, Time)
                )
            ).FirstRefusal
        );
        Assert.Null((await new ProposeBankDetails(database.Db, Office).RunAsync(tom, two, Why)).FirstRefusal);
        Assert.StartsWith("You made the call-back", await WhyNotConfirmedAsync(officer, two, Why));
        Assert.Null((await Confirm.RunAsync(ann, two, Why)).FirstRefusal);
    }

    [Fact]
    public async Task An_account_of_a_sister_record_is_found_at_each_application_of_the_organisation()
    {
        var (first, sister) = (await GroupAsync("Eyres Monsell Club", 1000), await GroupAsync("Enderby Allotment", 1000));
        var account = await GiveAsync(sister, "D Smith personal", "11112222");
        await PayeeAsync(account, PayeeResult.NoMatch);
        Assert.DoesNotContain(await FoundAsync(first), finding => finding.Kind == FindingKind.PayeeNotMatched);
        await SameAsync(first, sister);
        var found = await FoundAsync(first);
        var payee = Assert.Single(found, finding => finding.Kind == FindingKind.PayeeNotMatched);
        Assert.Equal((FindingLevel.Against, true), (payee.Level, payee.IsOpen));
        Assert.Contains("given by Enderby Allotment (said to be the same organisation)", payee.Sentence, StringComparison.Ordinal);
        // It waits there, and nothing is given here.
        var missing = found
            .Where(finding => finding is { Kind: FindingKind.BankDetailsMissing, GoneAt: null })
            .Select(one => one.Sentence)
            .ToList();
        Assert.Contains(
            missing,
            sentence => sentence.StartsWith("The organisation has given no bank details on this record yet", StringComparison.Ordinal)
        );
        Assert.Contains(
            missing,
            sentence => sentence.EndsWith("(said to be the same organisation), is not confirmed yet", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task One_account_on_two_records_of_one_organisation_is_asked_about_once()
    {
        var (first, sister, other) = (
            await GroupAsync("Eyres Monsell Club", 1000),
            await GroupAsync("Enderby Allotment", 1000),
            await GroupAsync("Oak Lane Boxing", 1000)
        );
        await SameAsync(first, sister);
        await GiveAsync(sister, "Eyres Monsell Club", "11112222");
        await GiveAsync(first, "Eyres Monsell Club", "11112222");
        var found = await FoundAsync(first);
        Assert.Single(found, finding => finding is { Kind: FindingKind.BankDetailsMissing, GoneAt: null });
        Assert.DoesNotContain(found, finding => finding.Kind == FindingKind.SharedAccount);
        // An account that only waits is another use as much as one that is confirmed.
        await GiveAsync(other, "Oak Lane Boxing", "11112222");
        var shared = Assert.Single(await FoundAsync(first), finding => finding.Kind == FindingKind.SharedAccount);
        Assert.Contains("Oak Lane Boxing", shared.Sentence, StringComparison.Ordinal);
        Assert.Contains("waiting to be checked", shared.Sentence, StringComparison.Ordinal);
    }
}
