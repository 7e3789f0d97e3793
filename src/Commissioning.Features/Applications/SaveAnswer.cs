using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The questions of one page of a draft. An answer is saved as it is, even when too long, unreadable or unfinished.</summary>
public sealed class SaveAnswer(Db db)
{
    /// <param name="Form">Every question of the round.</param>
    /// <param name="Code">A question of the page; null: the section's first page.</param>
    /// <param name="Saved">By the key of the question's section.</param>
    public sealed record AnswerPage(
        Application Application,
        string Section,
        IReadOnlyList<Question> Form,
        GivenAnswers Given,
        string? Code,
        IReadOnlyList<Criterion> Criteria,
        IReadOnlyDictionary<string, SectionDraft.Saved> Saved
    )
    {
        private readonly IReadOnlyList<Question> asked = Given.Shown(Form);
        private IReadOnlyList<IReadOnlyList<Question>> Pages => FormPages.Of(asked.Where(question => question.Section == Section).ToList());
        private int Index =>
            Code is null && Pages.Count > 0 ? 0 : Pages.ToList().FindIndex(page => page.Any(question => question.Code == Code));

        /// <summary>The questions of the page; empty when it is not asked of this applicant.</summary>
        public IReadOnlyList<Question> Questions => Index < 0 ? [] : Pages[Index];
        public int Place => Index + 1;
        public int Count => Pages.Count;

        /// <summary>The first question of the page before.</summary>
        public string? Previous => Index > 0 ? Pages[Index - 1][0].Code : null;

        /// <summary>The first question of the page after.</summary>
        public string? Next => Index >= 0 && Index + 1 < Pages.Count ? Pages[Index + 1][0].Code : null;

        /// <summary>The file that answers the page's question, if it asks for one and has it.</summary>
        public ApplicationDocumentQueries.Document? File { get; init; }
        public DateTime? SavedAt => Questions.Max(question => SavedOf(question)?.SavedAt);

        public string AnswerTo(Question question) => Given.Lookup(asked)(question.Code) ?? "";

        /// <summary>A total as people read it.</summary>
        public string TotalOf(Question question) =>
            AnswerTo(question) is { Length: > 0 } sum ? FormTotals.Display(question, asked, sum) : "Nothing to add up yet";

        public int VersionOf(Question question) => SavedOf(question)?.Version ?? 0;

        public bool IsRequired(Question question) => AnswerRules.IsRequired(question, Given.Lookup(asked));

        public IReadOnlyList<Refusal> Problems(Question question) =>
            AnswerRules.WhyWrong(question, AnswerTo(question), Given.Lookup(asked));

        private SectionDraft.Saved? SavedOf(Question question) =>
            Saved.GetValueOrDefault(Domain.Applications.Section.OfQuestion(question).Key);
    }

    /// <param name="code">A question of the page; null: the section's first page.</param>
    public Task<AnswerPage> GetAsync(Actor actor, Guid application, string section, string? code) =>
        db.ReadAsync(async work =>
        {
            var found = await ApplicationReader.FindMineAsync(work, actor, application);
            var given = new GivenAnswers(
                ServedPriorities.Of(found.Priority, await AlsoServed.OfAsync(work, application)),
                found.Zone,
                found.AmountRequested,
                await ApplicationReader.AnswersAsync(work, application)
            );
            var page = new AnswerPage(
                found,
                section,
                await RoundReader.PublishedQuestionsAsync(work, found.RoundId, found.FormVersion),
                given,
                code,
                await RoundReader.CriteriaAsync(work, found.RoundId),
                await SectionDraft.SavedAsync(work, application)
            );
            return page.Questions switch
            {
                [] => throw new NotFoundException("No such question for this applicant"),
                [{ Kind: QuestionKind.File, Id: var question }] => page with
                {
                    File = await ApplicationDocumentQueries.AnsweringAsync(work, application, question),
                },
                _ => page,
            };
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
                await WriteAsync(work, application, section, question, answer);
                return Result.Done;
            }
        );

    internal static async Task WriteAsync(Work work, Guid application, string section, Question question, string answer)
    {
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
    }

    private const string InsertSql = """
        insert into Answer (ApplicationId, QuestionId, Wording)
        select a.Id, q.Id, @answer
        from   Application a
        join   Question q on q.RoundId = a.RoundId
        where  a.Id = @application and q.Id = @Question and q.Section = @section
        """;
}
