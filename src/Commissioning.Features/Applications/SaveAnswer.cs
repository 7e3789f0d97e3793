using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>One question of a draft and its place among those asked. An answer is saved as it is, even when too long, unreadable or
/// unfinished.</summary>
public sealed class SaveAnswer(Db db)
{
    /// <param name="Form">Every question of the round.</param>
    public sealed record AnswerSection(
        Application Application,
        string Section,
        IReadOnlyList<Question> Form,
        GivenAnswers Given,
        Question Question,
        IReadOnlyList<Criterion> Criteria,
        int Version,
        DateTime? SavedAt
    )
    {
        private readonly IReadOnlyList<Question> asked = Given.Shown(Form);

        public string Answer => Given.Answers.GetValueOrDefault(Question.Id) ?? "";

        /// <summary>The section's questions in order that are asked, given the answers so far.</summary>
        public IReadOnlyList<Question> Shown => asked.Where(question => question.Section == Section).ToList();
        public int Place => Shown.ToList().FindIndex(question => question.Id == Question.Id) + 1;
        public Question? Previous => Place > 1 ? Shown[Place - 2] : null;
        public Question? Next => Place > 0 && Place < Shown.Count ? Shown[Place] : null;
        public bool Required => AnswerRules.IsRequired(Question, Given.Lookup(asked));
        public IReadOnlyList<Refusal> Problems => AnswerRules.WhyWrong(Question, Answer, Given.Lookup(asked));

        /// <summary>The section after this answer is saved: what is asked next may depend on it.</summary>
        public AnswerSection With(string answer, DateTime now) =>
            new(
                Application,
                Section,
                Form,
                Given with
                {
                    Answers = new Dictionary<Guid, string>(Given.Answers) { [Question.Id] = answer },
                },
                Question,
                Criteria,
                Version + 1,
                now
            );
    }

    /// <param name="code">Null: the section's first question.</param>
    public Task<AnswerSection> GetAsync(Actor actor, Guid application, string section, string? code) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            var questions = await RoundReader.PublishedQuestionsAsync(work, found.RoundId, found.FormVersion);
            var given = new GivenAnswers(
                found.Priority,
                found.Zone,
                found.AmountRequested,
                await ApplicationReader.AnswersAsync(work, application)
            );
            var question =
                given.Shown(questions).FirstOrDefault(question => question.Section == section && (code is null || question.Code == code))
                ?? throw new NotFoundException("No such question for this applicant");
            var saved = await work.FindOrDefaultAsync<Saved>(
                "select Version, SavedAt from ApplicationSection where ApplicationId = @application and Section = @Key",
                new { application, Section.OfQuestion(question).Key }
            );
            return new AnswerSection(
                found,
                section,
                questions,
                given,
                question,
                question.Settings.Criterion is null ? [] : await RoundReader.CriteriaAsync(work, found.RoundId),
                saved?.Version ?? 0,
                saved?.SavedAt
            );
        });

    /// <summary>Each question has its own version, so colleagues on two questions do not conflict.</summary>
    public Task<Result> RunAsync(Actor actor, Guid application, string section, int version, Question question, string answer) =>
        db.ChangeAsync(
            actor,
            AuditAction.AnswerSaved,
            application,
            async work =>
            {
                if (await SectionDraft.WhyCannotSaveAsync(work, actor, application, Section.OfQuestion(question), version) is { } refusal)
                    return refusal;
                if (AnswerRules.WhyNotStorable(question, answer) is { } unfit)
                    return unfit;
                var row = new
                {
                    application,
                    Question = question.Id,
                    answer,
                    section,
                };
                if (
                    await work.ExecuteAsync(
                        "update Answer set Wording = @answer where ApplicationId = @application and QuestionId = @Question",
                        row
                    ) == 0
                )
                    await work.ExecuteAsync(InsertSql, row);
                return Result.Done;
            }
        );

    private const string InsertSql = """
        insert into Answer (ApplicationId, QuestionId, Wording)
        select a.Id, q.Id, @answer
        from   Application a
        join   Question q on q.RoundId = a.RoundId
        where  a.Id = @application and q.Id = @Question and q.Section = @section
        """;

    private sealed record Saved
    {
        public required int Version { get; init; }
        public required DateTime SavedAt { get; init; }
    }
}
