using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Decisions;

/// <summary>What the chief finance officer and the legal reviewer say about a paper, in their own names: in the paper until it is put
/// forward, then beside it until the decision, so that what was put forward stays as it was.</summary>
public sealed class PaperComments(Db db)
{
    public sealed record PaperCommentRow
    {
        public required Role Role { get; init; }
        public required string Wording { get; init; }
        public required string Name { get; init; }
        public required DateTime SavedAt { get; init; }
        public required int Version { get; init; }
    }

    /// <param name="Own">The parts that this person writes.</param>
    public sealed record CommentsPage(Round Round, IReadOnlyList<Role> Own, IReadOnlyList<PaperCommentRow> Comments)
    {
        public PaperCommentRow? Of(Role role) => Comments.FirstOrDefault(row => row.Role == role);
    }

    /// <summary>Comments on the paper that is being written. A rolling round's earlier papers have kept theirs.</summary>
    internal static Task<IReadOnlyList<PaperCommentRow>> OfAsync(Work work, Guid round) =>
        work.QueryAsync<PaperCommentRow>(CommentsSql, new { round });

    /// <summary>Comments that were added beside a paper after it was made.</summary>
    /// <param name="number">Of the recommendation in its round.</param>
    internal static Task<IReadOnlyList<PaperCommentRow>> BesideAsync(Work work, Guid round, int number) =>
        work.QueryAsync<PaperCommentRow>(BesideSql, new { round, number });

    internal static Quote Quoted(PaperCommentRow row) =>
        new(row.Wording, $"{row.Name}, {PaperRules.AdviserName(row.Role)}, {LondonTime.Date(LondonTime.DateOf(row.SavedAt))}");

    /// <summary>0: the paper is being written.</summary>
    private static async Task<int> NumberAsync(Work work, Round round) =>
        round.IsRecommended ? (await RoundPapers.FindAsync(work, round.Id)).Number : 0;

    private static Task<IReadOnlyList<PaperCommentRow>> CurrentAsync(Work work, Guid round, int number) =>
        number == 0 ? OfAsync(work, round) : BesideAsync(work, round, number);

    public Task<CommentsPage> GetAsync(Actor actor, Guid round) =>
        db.ReadAsync(async work =>
        {
            var details = await RoundReader.GetAsync(work, round);
            return new CommentsPage(
                details,
                (await RolesAsync(work, actor)).Intersect(PaperRules.Advisers).ToList(),
                await CurrentAsync(work, round, await NumberAsync(work, details))
            );
        });

    /// <param name="Version">Of the comment that the person saw; 0: there was none.</param>
    public sealed record Comment(Role Adviser, string? Wording, int Version);

    public Task<Result> SaveAsync(Actor actor, Guid round, IReadOnlyList<Comment> comments) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaperCommentSaved,
            round,
            async work =>
            {
                var details = await RoundReader.GetAsync(work, round);
                var (number, roles) = (await NumberAsync(work, details), await RolesAsync(work, actor));
                var current = await CurrentAsync(work, round, number);
                for (var i = 0; i < comments.Count; i++)
                {
                    var (comment, field) = (comments[i], Refusal.At(nameof(comments), i, nameof(Comment.Wording)));
                    if (PaperRules.WhyCannotComment(comment.Adviser, roles, IsDecided(details), comment.Wording, field) is { } refusal)
                        return refusal;
                    var shown = current.FirstOrDefault(row => row.Role == comment.Adviser);
                    var text = comment.Wording?.Trim() ?? "";
                    if (text == (shown?.Wording ?? ""))
                        continue;
                    if ((shown?.Version ?? 0) != comment.Version)
                        return new Refusal(
                            $"Someone else changed this comment after you opened it. It now says: {shown?.Wording ?? "nothing"}",
                            field
                        );
                    await WriteAsync(work, actor, round, comment.Adviser, number, text);
                    work.Note(
                        new Changes()
                            .Add(
                                $"{PaperRules.CommentTitle(comment.Adviser)}{(number == 0 ? "" : $", beside paper {number}")}",
                                shown?.Wording,
                                text
                            )
                            .ToString()
                    );
                }
                return Result.Done;
            }
        );

    public static bool IsDecided(Round round) => round is { IsRecommended: true, DecidedAt: not null };

    /// <summary>One comment of each adviser: it takes the place of the one on an earlier paper, which that paper has kept.</summary>
    private static async Task WriteAsync(Work work, Actor actor, Guid round, Role adviser, int beside, string text)
    {
        var row = new
        {
            round,
            Adviser = adviser.ToString(),
            beside,
            text,
            By = actor.Id,
            work.Now,
        };
        if (
            await work.ExecuteAsync(
                "update PaperComment set Wording = @text, Version = Version + 1, SavedBy = @By, SavedAt = @Now where RoundId = @round and Role = @Adviser and Beside = @beside",
                row
            ) == 0
        )
            await work.ExecuteAsync(
                "insert into PaperComment (RoundId, Role, Beside, Wording, Version, SavedBy, SavedAt) values (@round, @Adviser, @beside, @text, 1, @By, @Now)",
                row
            );
    }

    private static async Task<IReadOnlyList<Role>> RolesAsync(Work work, Actor actor) =>
        (await work.QueryAsync<string>("select Role from PersonRole where PersonId = @Id", new { actor.Id }))
            .Select(Enum.Parse<Role>)
            .ToList();

    private const string CommentsSql = """
        select   c.Role, c.Wording, p.DisplayName as Name, c.SavedAt, c.Version
        from     PaperComment c
        join     Person p on p.Id = c.SavedBy
        where    c.RoundId = @round and c.Beside = 0 and c.Wording <> ''
                 and not exists (select 1 from Recommendation r join Decision d on d.RecommendationId = r.Id where r.RoundId = c.RoundId and r.MadeAt >= c.SavedAt)
        order by c.Role
        """;
    private const string BesideSql = """
        select   c.Role, c.Wording, p.DisplayName as Name, c.SavedAt, c.Version
        from     PaperComment c
        join     Person p on p.Id = c.SavedBy
        where    c.RoundId = @round and c.Beside = @number and c.Wording <> ''
        order by c.Role
        """;
}
