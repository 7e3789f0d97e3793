using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>What the chief finance officer and the legal reviewer say about a paper, in their own names, before it is put forward.</summary>
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

    public Task<CommentsPage> GetAsync(Actor actor, Guid round) =>
        db.ReadAsync(async work => new CommentsPage(
            await RoundReader.GetAsync(work, round),
            (await RolesAsync(work, actor)).Intersect(PaperRules.Advisers).ToList(),
            await OfAsync(work, round)
        ));

    /// <param name="Version">Of the comment that the person saw; 0: there was none.</param>
    public sealed record Comment(Role Adviser, string? Wording, int Version);

    public Task<Result> SaveAsync(Actor actor, Guid round, IReadOnlyList<Comment> comments) =>
        db.ChangeAsync(
            actor,
            AuditAction.PaperCommentSaved,
            round,
            async work =>
            {
                var isRecommended = (await RoundReader.GetAsync(work, round)).IsRecommended;
                var roles = await RolesAsync(work, actor);
                var current = await OfAsync(work, round);
                for (var i = 0; i < comments.Count; i++)
                {
                    var (comment, field) = (comments[i], Refusal.At(nameof(comments), i, nameof(Comment.Wording)));
                    if (PaperRules.WhyCannotComment(comment.Adviser, roles, isRecommended, comment.Wording, field) is { } refusal)
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
                    await WriteAsync(work, actor, round, comment.Adviser, text);
                    work.Note(new Changes().Add(PaperRules.CommentTitle(comment.Adviser), shown?.Wording, text).ToString());
                }
                return Result.Done;
            }
        );

    /// <summary>One comment of each adviser: it takes the place of the one on an earlier paper, which that paper has kept.</summary>
    private static async Task WriteAsync(Work work, Actor actor, Guid round, Role adviser, string text)
    {
        var row = new
        {
            round,
            Adviser = adviser.ToString(),
            text,
            By = actor.Id,
            work.Now,
        };
        if (
            await work.ExecuteAsync(
                "update PaperComment set Wording = @text, Version = Version + 1, SavedBy = @By, SavedAt = @Now where RoundId = @round and Role = @Adviser",
                row
            ) == 0
        )
            await work.ExecuteAsync(
                "insert into PaperComment (RoundId, Role, Wording, Version, SavedBy, SavedAt) values (@round, @Adviser, @text, 1, @By, @Now)",
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
        where    c.RoundId = @round and c.Wording <> ''
                 and not exists (select 1 from Recommendation r join Decision d on d.RecommendationId = r.Id where r.RoundId = c.RoundId and r.MadeAt >= c.SavedAt)
        order by c.Role
        """;
}
