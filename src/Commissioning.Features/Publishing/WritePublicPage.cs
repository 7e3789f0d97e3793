using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Messages;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Publishing;

/// <summary>The office writes what the public reads about a project, and shows it to the group before it is published.</summary>
public sealed class WritePublicPage(Db db, Office office)
{
    public sealed record Outcome(Guid Measure, string? Words);

    public sealed record Caption(Guid Photo, string? Words);

    /// <param name="Show">Show the page to the group too, which then has until a day to ask for a change.</param>
    public sealed record Command(bool Show)
    {
        public string? Summary { get; init; }

        /// <summary>Shorter versions of the group's story and quote; blank: as the group wrote them.</summary>
        public string? Story { get; init; }
        public string? Quote { get; init; }
        public bool LeaveOutStory { get; init; }
        public bool LeaveOutQuote { get; init; }
        public IReadOnlyList<Outcome> Outcomes { get; init; } = [];
        public IReadOnlyList<Caption> Captions { get; init; } = [];
    }

    public Task<Result> RunAsync(Actor actor, Guid award, Command command) =>
        db.ChangeAsync(
            actor,
            command.Show ? AuditAction.PublicPageProposed : AuditAction.PublicPageWritten,
            award,
            async work =>
            {
                var view = await PublicProject.GetAsync(work, award, published: false);
                if (ProjectPageRules.WhyCannotWrite(view.Project.PublishedAt) is { } refusal)
                    return refusal;
                var refusals = WhyNot(command, view.Project);
                if (refusals.Count > 0)
                    return Result.Of(refusals);
                var until = LondonTime.DateOf(work.Now).AddDays(ProjectPageRules.DaysToObject);
                await WriteAsync(work, actor, award, command, until);
                work.Note(
                    new Changes()
                        .Add("Public words, characters", view.Project.PublicSummary?.Length, command.Summary?.Trim().Length)
                        .Add(
                            "Outcomes with public words",
                            view.Outcomes.Count(one => one.Words is not null),
                            command.Outcomes.Count(HasWords)
                        )
                        .Add("Shown to the group, which may answer until", view.Project.ObjectBy, command.Show ? until : null)
                        .ToString()
                );
                if (command.Show)
                    await Recipients.TellAsync(
                        work,
                        office,
                        MessageKind.PublicPageProposed,
                        view.Project.ApplicationId,
                        new Dictionary<string, string> { ["until"] = LondonTime.Date(until) },
                        Links.Publishing.MyPublicPage(view.Project.ApplicationId)
                    );
                return Result.Done;
            }
        );

    private static IReadOnlyList<Refusal> WhyNot(Command command, PublicProject.Project project)
    {
        var refusals = new List<Refusal>();
        if (command.Show && string.IsNullOrWhiteSpace(command.Summary))
            refusals.Add(new("Write what was achieved before you show the page to the group", nameof(Command.Summary)));
        refusals.AddRange(
            TextLimit.WhyTooLong([
                (command.Summary, 5000, nameof(Command.Summary)),
                (command.Story, 5000, nameof(Command.Story)),
                (command.Quote, 1000, nameof(Command.Quote)),
                .. command.Outcomes.Select((one, i) => (one.Words, 500, Refusal.At(nameof(Command.Outcomes), i, nameof(Outcome.Words)))),
                .. command.Captions.Select((one, i) => (one.Words, 300, Refusal.At(nameof(Command.Captions), i, nameof(Caption.Words)))),
            ])
        );
        refusals.AddRange(
            command
                .Outcomes.Select((one, i) => PublicWords.WhyNot(one.Words, Refusal.At(nameof(Command.Outcomes), i, nameof(Outcome.Words))))
                .Concat(
                    command.Captions.Select(
                        (one, i) => PublicWords.WhyNot(one.Words, Refusal.At(nameof(Command.Captions), i, nameof(Caption.Words)))
                    )
                )
                .Prepend(OfGroup(command.Quote, project.GroupQuote, command.LeaveOutQuote, command.Show, nameof(Command.Quote)))
                .Prepend(OfGroup(command.Story, project.GroupStory, command.LeaveOutStory, command.Show, nameof(Command.Story)))
                .Prepend(PublicWords.WhyNot(command.Summary, nameof(Command.Summary)))
                .OfType<Refusal>()
        );
        return refusals;
    }

    /// <summary>The office's shorter version, or else the group's own words, which must be fit for the public once they are
    /// shown.</summary>
    private static Refusal? OfGroup(string? shorter, string? group, bool leaveOut, bool show, string member) =>
        !string.IsNullOrWhiteSpace(shorter) ? PublicWords.WhyNot(shorter, member)
        : show && !leaveOut && PublicWords.WhyNot(group, member) is { } why
            ? new($"{why.Sentence}. Write a shorter version, or leave it out.", member)
        : null;

    private static bool HasWords(Outcome one) => !string.IsNullOrWhiteSpace(one.Words);

    private static async Task WriteAsync(Work work, Actor actor, Guid award, Command command, DateOnly until)
    {
        var row = new
        {
            award,
            Summary = Blank(command.Summary),
            Story = Blank(command.Story),
            Quote = Blank(command.Quote),
            command.LeaveOutStory,
            command.LeaveOutQuote,
            By = actor.Id,
            work.Now,
            ProposedAt = command.Show ? work.Now : (DateTime?)null,
            ObjectBy = command.Show ? until : (DateOnly?)null,
        };
        if (await work.ExecuteAsync(UpdateSql, row) == 0)
            await work.ExecuteAsync(InsertSql, row);
        await work.ExecuteAsync("delete from PublicOutcome where AwardId = @award", new { award });
        await work.ExecuteAsync(
            "insert into PublicOutcome (AwardId, OutcomeMeasureId, Words) select @award, m.Id, @Words from OutcomeMeasure m join Award w on w.ApplicationId = m.ApplicationId where w.Id = @award and m.Id = @Measure",
            command
                .Outcomes.Where(HasWords)
                .Select(one => new
                {
                    award,
                    one.Measure,
                    Words = one.Words!.Trim(),
                })
        );
        await work.ExecuteAsync(
            "update MonitoringPhoto set PublicCaption = @Words where Id = @Photo and ReturnId in (select t.Id from MonitoringReturn t where t.AwardId = @award)",
            command.Captions.Select(one => new
            {
                award,
                one.Photo,
                Words = Blank(one.Words),
            })
        );
    }

    private static string? Blank(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();

    // Other words are another page, so what the group said to the earlier ones does not count for them.
    private const string UpdateSql = """
        update PublicPage
        set    Summary = @Summary, Story = @Story, Quote = @Quote, LeaveOutStory = @LeaveOutStory, LeaveOutQuote = @LeaveOutQuote, WrittenBy = @By, WrittenAt = @Now, ProposedAt = @ProposedAt, ObjectBy = @ObjectBy, AnsweredAt = null, Wish = null, Version = Version + 1
        where  AwardId = @award
        """;
    private const string InsertSql =
        "insert into PublicPage (AwardId, Summary, Story, Quote, LeaveOutStory, LeaveOutQuote, WrittenBy, WrittenAt, ProposedAt, ObjectBy, Version) values (@award, @Summary, @Story, @Quote, @LeaveOutStory, @LeaveOutQuote, @By, @Now, @ProposedAt, @ObjectBy, 1)";
}
