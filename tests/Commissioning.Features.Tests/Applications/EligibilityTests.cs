using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Applications;

public sealed class EligibilityTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public EligibilityTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task An_application_does_not_start_without_an_answer_to_every_question_or_on_a_no()
    {
        var round = await RoundAsync();
        var person = await scenario.PersonAsync(Role.Applicant);
        var organisation = await scenario.OrganisationAsync(person);
        var start = new StartApplication(database.Db);
        async Task<string> Sentence(EligibilityCheck? check) =>
            (await start.RunAsync(person, round, organisation, check)).FirstRefusal!.Sentence;
        const string unanswered = "Answer the questions of the eligibility check for this organisation first";
        Assert.Equal(unanswered, await Sentence(null));
        var questions = await database.Db.ReadAsync(work => RoundReader.EligibilityAsync(work, round));
        Assert.Equal(unanswered, await Sentence(With(await scenario.EligibleAsync(round), questions[^1].Id, null)));
        Assert.Equal(
            $"{questions[1].Wording} The answer is no. {questions[1].WhyNot}",
            await Sentence(With(await scenario.EligibleAsync(round), questions[1].Id, false))
        );
        Assert.Equal(0, await database.CountAsync("EligibilityAnswer"));
        Assert.Equal(0, await database.CountAsync("Application"));
    }

    [Fact]
    public async Task The_answers_are_kept_as_they_were_given_with_who_and_when_and_named_in_the_trail()
    {
        var round = await RoundAsync();
        var person = await scenario.PersonAsync(Role.Applicant);
        var check = await scenario.EligibleAsync(round);
        database.Clock.MoveTo("2026-01-06 09:30");
        var draft = (
            await new StartApplication(database.Db).RunAsync(person, round, await scenario.OrganisationAsync(person), check)
        ).Value;
        var copy = (await new MyCopy(database.Db).GetAsync(person, draft)).Copy;
        Assert.Equal(check.Answers.Count, copy.Eligibility.Count);
        Assert.All(copy.Eligibility, answer => Assert.Equal(("Yes", person.Name), (answer.Answer, answer.By)));
        Assert.All(copy.Eligibility, answer => Assert.Equal(check.AnsweredAt, answer.At, TimeSpan.FromMilliseconds(1)));
        var entry = await database.Db.ScalarAsync<string>(
            "select Detail from AuditEntry where SubjectId = @draft and Action = 'ApplicationStarted'",
            new { draft }
        );
        Assert.All(copy.Eligibility, answer => Assert.Contains($"{answer.Question} Yes", entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_paper_keeps_what_it_says_and_a_no_on_it_counts()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await RoundAsync();
        var questions = await database.Db.ReadAsync(work => RoundReader.EligibilityAsync(work, round));
        var command = new EnterApplication.Command(
            Channel.Paper,
            new(2026, 1, 5),
            new OrganisationDetails
            {
                Name = "Paper Group",
                Kind = "Unregistered group",
                AddressLine = "1 Test Street",
                Town = "Leicester",
                Postcode = "LE1 9ZZ",
                Area = "Leicester",
                Phone = "0116 496 0001",
            },
            null,
            new Dictionary<Guid, bool?> { [questions[0].Id] = true, [questions[1].Id] = false }
        );
        var enter = new EnterApplication(database.Db);
        Assert.EndsWith(
            questions[1].WhyNot,
            (await enter.RunAsync(officer, round, command)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        var entered = await enter.RunAsync(
            officer,
            round,
            command with
            {
                Eligibility = new Dictionary<Guid, bool?> { [questions[0].Id] = true },
            }
        );
        var copy = (await new MyCopy(database.Db).GetAsync(officer, entered.Value)).Copy;
        Assert.Equal(["Yes", .. questions.Skip(1).Select(_ => "Not said")], copy.Eligibility.Select(answer => answer.Answer));
        Assert.Equal(questions.Count - 1, await database.CountAsync("EligibilityAnswer", "AnsweredYes is null"));
    }

    private static EligibilityCheck With(EligibilityCheck check, Guid question, bool? answer) =>
        check with
        {
            Answers = new Dictionary<Guid, bool?>(check.Answers) { [question] = answer },
        };

    private async Task<Guid> RoundAsync() =>
        await scenario.RoundAsync(
            await scenario.PersonAsync(Role.CommissioningOfficer),
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );

    public void Dispose() => database.Dispose();
}
