using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Funds;

public sealed class FormEditorTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public FormEditorTests() => scenario = new(database.Db, database.Clock);

    [Fact]
    public async Task Form_questions_are_added_moved_renamed_and_removed_without_breaking_conditions()
    {
        var (officer, round) = await BuiltAsync();
        Assert.Null(
            (
                await new SaveQuestion(database.Db).RunAsync(officer, round, null, Ask("structure", "Delivery", QuestionKind.YesNo))
            ).FirstRefusal
        );
        Assert.Null(
            (
                await new SaveQuestion(database.Db).RunAsync(
                    officer,
                    round,
                    null,
                    Ask("highways", "Delivery", QuestionKind.ShortText, new ShowCondition("structure", ConditionTest.Is, "Yes"))
                )
            ).FirstRefusal
        );
        Assert.Equal(
            ["need", "activity", "outcomes", "delivery", "structure", "highways", "value", "other-funders", "other-funders-who"],
            await CodesAsync(round)
        );
        Assert.Equal(
            "\"What about highways?\" depends on this question. Change that first.",
            (await new RemoveQuestion(database.Db).RunAsync(officer, round, "structure")).FirstRefusal!.Sentence
        );
        Assert.StartsWith(
            "\"What about highways?\" depends on structure, which is not asked before it.",
            (await new MoveQuestion(database.Db).RunAsync(officer, round, "highways", up: true)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null(
            (
                await new SaveQuestion(database.Db).RunAsync(officer, round, "structure", Ask("builds", "Delivery", QuestionKind.YesNo))
            ).FirstRefusal
        );
        Assert.Equal(
            "builds",
            Assert.Single((await QuestionsAsync(round)).Single(question => question.Code == "highways").Settings.ShowWhen).Question
        );
        Assert.Null((await new RemoveQuestion(database.Db).RunAsync(officer, round, "highways")).FirstRefusal);
        // At the edge of its section a question moves the whole section.
        Assert.Null((await new MoveQuestion(database.Db).RunAsync(officer, round, "value", up: true)).FirstRefusal);
        Assert.Equal(
            ["need", "activity", "outcomes", "value", "delivery", "builds", "other-funders", "other-funders-who"],
            await CodesAsync(round)
        );
    }

    [Fact]
    public async Task A_published_form_may_only_be_corrected_and_everyone_with_a_draft_is_told_once()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var (applicant, other) = (await scenario.PersonAsync(Role.Applicant), await scenario.PersonAsync(Role.Applicant));
        var draft = (
            await new StartApplication(database.Db).RunAsync(
                applicant,
                round,
                await scenario.OrganisationAsync(applicant),
                await scenario.EligibleAsync(round)
            )
        ).Value;
        await scenario.OrganisationAsync(other, "Nothing begun");
        var need = (await QuestionsAsync(round))[0];
        Assert.Null((await new SaveAnswer(database.Db).RunAsync(applicant, draft, need.Section, 0, need, "Our words")).FirstRefusal);

        Assert.Contains(
            "was published on",
            (await new SaveQuestion(database.Db).RunAsync(officer, round, "need", need)).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Nothing was changed",
            (await new CorrectQuestion(database.Db, new Office()).RunAsync(officer, round, need, "Because")).FirstRefusal!.Sentence
        );
        Assert.Equal(
            "Say why you are correcting the form. We tell applicants.",
            (await new CorrectQuestion(database.Db, new Office()).RunAsync(officer, round, need with { WordLimit = 300 }, " "))
                .FirstRefusal!
                .Sentence
        );
        Assert.Null(
            (
                await new CorrectQuestion(database.Db, new Office()).RunAsync(
                    officer,
                    round,
                    need with
                    {
                        WordLimit = 300,
                        Kind = QuestionKind.Money,
                    },
                    "The limit was a slip"
                )
            ).FirstRefusal
        );
        var corrected = (await QuestionsAsync(round))[0];
        Assert.Equal((300, QuestionKind.LongText, need.Id), (corrected.WordLimit, corrected.Kind, corrected.Id));
        Assert.Equal("Our words", (await new SaveAnswer(database.Db).GetAsync(applicant, draft, need.Section, null)).AnswerTo(need));
        var version = Assert.Single((await database.Db.ReadAsync(work => FormQueries.GetAsync(work, round))).Corrections);
        Assert.Equal($"The word limit of \"{need.Wording}\" is now: 300", version.Changes);
        Assert.Equal(2, (await database.Db.ReadAsync(work => FormQueries.GetAsync(work, round))).Setup.Round.FormVersion);
        Assert.Equal(1, await database.CountAsync("OutboxEmail", "Kind = 'FormCorrected'"));
        database.Clock.MoveTo(Scenario.Utc(Scenario.Closes).AddSeconds(1));
        Assert.Equal(
            "The round has closed, so you cannot change the form that applicants answered",
            (await new CorrectQuestion(database.Db, new Office()).RunAsync(officer, round, need with { WordLimit = 350 }, "Too late"))
                .FirstRefusal!
                .Sentence
        );
    }

    [Fact]
    public async Task A_round_file_is_exported_and_imported_without_change()
    {
        var (officer, round) = await BuiltAsync();
        await new SaveQuestion(database.Db).RunAsync(
            officer,
            round,
            null,
            Ask("milestones", "Delivery", QuestionKind.Table) with
            {
                Settings = new()
                {
                    Columns = [new("What"), new("When", ColumnKind.Date)],
                    Rules = [new(RuleKind.AtLeast, "1", "Enter a milestone")],
                    Example = "ગુજરાતી and “quotes”",
                },
            }
        );
        await new SaveQuestion(database.Db).RunAsync(
            officer,
            round,
            null,
            Ask("audit", "Value", QuestionKind.ShortText, new ShowCondition("amount", ConditionTest.MoreThan, "25000"))
        );
        var text = RoundFile.Write((await database.Db.ReadAsync(work => FormQueries.GetAsync(work, round))).Setup);
        var (content, faults) = RoundFile.Read(text);
        Assert.Empty(faults);
        var again = await new ImportRound(database.Db).RunAsync(officer, content!);
        Assert.Null(again.FirstRefusal);
        Assert.Equal(text, RoundFile.Write((await database.Db.ReadAsync(work => FormQueries.GetAsync(work, again.Value))).Setup));
        var copy = await new ImportRound(database.Db).CopyAsync(officer, round, "Round 2");
        var details = (await database.Db.ReadAsync(work => FormQueries.GetAsync(work, copy.Value))).Setup.Round;
        Assert.Equal(
            ("Round 2", "2026-27", Scenario.Utc("2027-02-02 17:00"), (DateTime?)null),
            (details.Name, details.BudgetYear, details.ClosesAt, details.PublishedAt)
        );
    }

    [Theory]
    [InlineData(
        "{|{ \"applications\": [],",
        "applications: is not part of a round's file. Bring in applications and results of a past round on its own page."
    )]
    [InlineData(
        "{|{ \"outcomes\": [],",
        "outcomes: is not part of a round's file. Bring in applications and results of a past round on its own page."
    )]
    [InlineData("{|{ \"colour\": \"blue\",", "colour: is not a key that a round's file has here. Check its spelling, or take it out.")]
    [InlineData(
        "\"policy\": {|\"policy\": { \"quorumm\": 3,",
        "policy.quorumm: is not a key that a round's file has here. Check its spelling, or take it out."
    )]
    [InlineData(
        "\"criteria\": [|\"criteria\": [ { \"weigth\": 5 },",
        "criteria[0].weigth: is not a key that a round's file has here. Check its spelling, or take it out."
    )]
    public async Task A_key_that_a_round_file_does_not_have_is_refused_by_its_name(string change, string sentence)
    {
        var (_, round) = await BuiltAsync();
        var text = RoundFile.Write((await database.Db.ReadAsync(work => FormQueries.GetAsync(work, round))).Setup);
        var parts = change.Split('|');
        var place = text.IndexOf(parts[0], StringComparison.Ordinal);
        var (content, faults) = RoundFile.Read(string.Concat(text.AsSpan(0, place), parts[1], text.AsSpan(place + parts[0].Length)));
        Assert.Null(content);
        Assert.Contains(sentence, faults.Select(fault => fault.Sentence));
    }

    [Fact]
    public async Task Pass_fail_criteria_come_back_from_the_file_of_a_round()
    {
        var (_, round) = await BuiltAsync();
        var text = RoundFile.Write((await database.Db.ReadAsync(work => FormQueries.GetAsync(work, round))).Setup);
        Assert.Equal(
            [("Safe", "Is it safe?")],
            RoundFile
                .Read(
                    text.Replace(
                        "\"passFailCriteria\": []",
                        "\"passFailCriteria\": [{\"name\":\"Safe\",\"guidance\":\"Is it safe?\"}]",
                        StringComparison.Ordinal
                    )
                )
                .Content!.Lists.PassFailCriteria
        );
    }

    [Theory]
    [InlineData("{", "The file is not JSON: line 1, character 2")]
    [InlineData("[]", "The file must hold one round: an object in braces")]
    [InlineData("\"pot\": \"50000.00\"|\"pot\": \"-5\"", "pot: must be an amount such as \"10000.00\"")]
    [InlineData("\"pot\": \"50000.00\"|\"pot\": \"50000,00\"", "pot: must be an amount such as \"10000.00\". Did you mean £50,000.00?")]
    [InlineData("\"closesAt\": \"2026-02-02T17:00\"|\"closesAt\": \"31/2/2026\"", "closesAt: must be UK time such as \"2027-01-06T17:00\"")]
    [InlineData(
        "\"kind\": \"LongText\"|\"kind\": \"Essay\"",
        "questions[0].kind: must be one of LongText, ShortText, Number, Money, Date, YesNo, OneOf, ManyOf, Postcode, Address, Person, Table, Declaration, Total, File"
    )]
    [InlineData("\"code\": \"activity\"|\"code\": \"need\"", "questions[0]: Two questions have the code need")]
    [InlineData("\"wordLimit\": 250|\"wordLimit\": \"many\"", "questions[0].wordLimit: must be a whole number")]
    [InlineData("\"weight\": 25|\"weight\": 20", "criteria: weights must add up to 100 and add up to 95")]
    [InlineData(
        "\"rules\": []|\"rules\": [{\"kind\":\"Never\"}]",
        "questions[0].settings.rules[0].kind: cannot be read; see an exported round for its shape"
    )]
    [InlineData(
        "\"showWhen\": []|\"showWhen\": [{\"question\":\"value\",\"test\":\"IsAnswered\"}]",
        "questions[0]: \"What problem will the project deal with, and how do you know about it?\" depends on value, which is not asked before it. Move it, or change what it depends on."
    )]
    [InlineData("\"rolling\": false|\"rolling\": \"sometimes\"", "policy.rolling: cannot be read; see an exported round for its shape")]
    [InlineData("\"shares\": []|\"shares\": null", "policy.shares: cannot be read; see an exported round for its shape")]
    [InlineData("\"ringFence\": \"None\"|\"ringFence\": \"Zone\"", "policy: Enter the parts of the pot that are kept, one a line")]
    [InlineData("\"format\": \"commissioning-round/1\"|\"format\": \"other\"", "format: must be \"commissioning-round/1\"")]
    public async Task A_round_file_with_a_fault_is_refused_with_its_place_and_reason(string change, string sentence)
    {
        var (_, round) = await BuiltAsync();
        var text = RoundFile.Write((await database.Db.ReadAsync(work => FormQueries.GetAsync(work, round))).Setup);
        var parts = change.Split('|');
        if (parts.Length == 2)
        {
            var place = text.IndexOf(parts[0], StringComparison.Ordinal);
            Assert.True(place > 0, $"{parts[0]} is not in the file");
            text = string.Concat(text.AsSpan(0, place), parts[1], text.AsSpan(place + parts[0].Length));
        }
        else
            text = change;
        var (content, faults) = RoundFile.Read(text);
        Assert.Null(content);
        Assert.Equal(sentence, faults[0].Sentence);
    }

    [Theory]
    [InlineData("people-zones.json", "")]
    [InlineData("safety-fund.json", "")]
    [InlineData("small-grant.json", "")]
    [InlineData("large-grant.json", "")]
    [InlineData("csp-project.json", "")]
    [InlineData("road-safety.json", "highways")]
    public async Task The_sample_round_files_can_be_imported_and_published(string file, string what)
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var (content, faults) = RoundFile.Read(await File.ReadAllTextAsync(Repository.File("db", "seed", "rounds", file)));
        Assert.Empty(faults);
        var round = (await new ImportRound(database.Db).RunAsync(officer, content!)).Value;
        await new SavePanel(database.Db).RunAsync(
            officer,
            round,
            [(await scenario.PersonAsync(Role.PanelMember)).Id, (await scenario.PersonAsync(Role.PanelMember)).Id]
        );
        var setup = (await database.Db.ReadAsync(work => FormQueries.GetAsync(work, round))).Setup;
        database.Clock.MoveTo(setup.Round.OpensAt.AddDays(-1));
        Assert.Null((await new PublishRound(database.Db).RunAsync(officer, round)).FirstRefusal);
        Assert.Empty(PlainLanguage.Remarks(setup.Questions));
        if (what != "highways")
            return;
        // Structural changes need the highway authority's approval; a speed watch does not.
        var approval = setup.Documents[0];
        var charity = Domain.Organisations.OrganisationKinds.Default.Find("Charity");
        Assert.True(Domain.Applications.DocumentRules.IsNeeded(approval, code => code == "structure" ? "Yes" : null, charity));
        Assert.False(Domain.Applications.DocumentRules.IsNeeded(approval, _ => "No", charity));
    }

    private async Task<(Actor Officer, Guid Round)> BuiltAsync()
    {
        database.Clock.MoveTo("2026-01-01 12:00");
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        return (officer, (await new CreateRound(database.Db).RunAsync(officer, new("Test Fund", "TF", Scenario.Details()))).Value);
    }

    private async Task<IReadOnlyList<Question>> QuestionsAsync(Guid round) =>
        (await database.Db.ReadAsync(work => FormQueries.GetAsync(work, round))).Setup.Questions;

    private async Task<IEnumerable<string>> CodesAsync(Guid round) => (await QuestionsAsync(round)).Select(question => question.Code);

    private static Question Ask(string code, string section, QuestionKind kind, params ShowCondition[] conditions) =>
        new()
        {
            Id = Guid.Empty,
            Position = 0,
            Section = section,
            Code = code,
            Wording = $"What about {code}?",
            WordLimit = kind == QuestionKind.ShortText ? 20 : 0,
            Required = true,
            Kind = kind,
            Settings = new() { ShowWhen = conditions },
        };

    public void Dispose() => database.Dispose();
}
