using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Funds;

public sealed class PublicAnswerTests : IDisposable
{
    private static readonly Office Office = new() { BaseUrl = "http://localhost" };
    private readonly TestDatabase database = new();
    private Actor officer = null!;
    private Actor applicant = null!;
    private Guid round;

    [Fact]
    public async Task Public_answers_are_told_to_everybody_with_a_draft_once_a_day_by_two_nodes()
    {
        await StartAsync();
        await PublishAsync("May we pay a coach?");
        await PublishAsync("May we pay for tea?", tell: false);
        var race = await Race.RunAsync(
            database,
            async db => await TellAsync(db) == 1 ? Result.Done : new Refusal("Told no one"),
            sql => sql.Contains("update PublicAnswer set ToldAt", StringComparison.Ordinal),
            async db => await TellAsync(db) == 0 ? Result.Done : new Refusal("Told again")
        );
        Assert.Equal(new Race(null, null), race);
        Assert.Equal(["May we pay a coach?"], await ToldAsync());

        await PublishAsync("May we hire a hall?");
        await PublishAsync("May we hire a bus?");
        Assert.Equal(0, await TellAsync(database.Db));
        database.Clock.MoveTo("2026-01-06 08:00");
        Assert.Equal(1, await TellAsync(database.Db));
        Assert.Equal(2, await database.CountAsync("OutboxEmail", "Subject like '%answered%'"));
        var text = await database.Db.ScalarAsync<string>("select TextBody from OutboxEmail where Subject like '%2 questions%'");
        Assert.Contains("May we hire a hall?\nYes.", text, StringComparison.Ordinal);
        Assert.Contains("May we hire a bus?\nYes.", text, StringComparison.Ordinal);
        Assert.Equal(0, await TellAsync(database.Db));
    }

    [Fact]
    public async Task Public_answer_that_is_taken_down_or_corrected_before_it_is_told_goes_out_as_it_stands()
    {
        await StartAsync();
        await PublishAsync("May we pay a coach?");
        await PublishAsync("May we pay for tea?");
        var answers = await database.Db.ReadAsync(work => GuidanceQueries.AnswersAsync(work, round));
        var (coach, tea) = (answers.Single(one => one.Question.Contains("coach")), answers.Single(one => one.Question.Contains("tea")));
        Assert.True((await new TakeDownAnswer(database.Db).RunAsync(officer, tea.Id)).IsDone);
        var correct = new CorrectAnswer(database.Db);
        Assert.Equal("answer", (await correct.RunAsync(officer, coach.Id, 1, coach.Question, "Yes.", false)).FirstRefusal!.Field);
        Assert.True((await correct.RunAsync(officer, coach.Id, 1, coach.Question, "Only by the hour.", false)).IsDone);
        await Assert.ThrowsAsync<ConcurrencyException>(() => correct.RunAsync(officer, coach.Id, 1, coach.Question, "No.", false));
        Assert.Equal(1, await TellAsync(database.Db));
        var text = await database.Db.ScalarAsync<string>("select TextBody from OutboxEmail where Subject like '%answered%'");
        Assert.Contains("Only by the hour.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("for tea", text, StringComparison.Ordinal);
    }

    private async Task StartAsync()
    {
        var scenario = new Scenario(database.Db, database.Clock);
        (officer, applicant) = (await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.Applicant));
        round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        await scenario.CompleteDraftAsync(round, await scenario.OrganisationAsync(applicant), applicant);
        var sent = await scenario.PersonAsync(Role.Applicant);
        await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(sent, "Another group"), sent);
    }

    private async Task PublishAsync(string question, bool tell = true) =>
        Assert.True((await new PublishAnswer(database.Db).RunAsync(officer, round, question, "Yes.", tell)).IsDone);

    private Task<int> TellAsync(Db db) => new TellOfAnswers(db, Office, database.Clock).RunAsync();

    private Task<IReadOnlyList<string>> ToldAsync() =>
        database.Db.QueryAsync<string>("select Question from PublicAnswer where ToldAt is not null order by Question");

    public void Dispose() => database.Dispose();
}
