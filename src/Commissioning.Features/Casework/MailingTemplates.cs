using Commissioning.Domain.Casework;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>The words that officers keep to write with.</summary>
public static class MailingTemplates
{
    public sealed record Template
    {
        public required Guid Id { get; init; }
        public required MailingAudience Audience { get; init; }
        public required string Name { get; init; }
        public required string Subject { get; init; }
        public required string Wording { get; init; }
        public required int Version { get; init; }
        public required string Writer { get; init; }
        public required DateTime WrittenAt { get; init; }

        /// <summary>Null: it is open.</summary>
        public DateTime? ClosedAt { get; init; }
        public string? Closer { get; init; }
    }

    /// <summary>What a template said before.</summary>
    public sealed record Earlier
    {
        public required int Version { get; init; }
        public required string Name { get; init; }
        public required string Subject { get; init; }
        public required string Wording { get; init; }
        public required string Writer { get; init; }
        public required DateTime WrittenAt { get; init; }
    }

    /// <summary>All templates, by list and name.</summary>
    public static Task<IReadOnlyList<Template>> AllAsync(Work work) =>
        work.QueryAsync<Template>($"{Sql} order by t.Audience, t.Name, t.WrittenAt, t.Id");

    /// <summary>Those to write with, by name.</summary>
    public static Task<IReadOnlyList<Template>> OpenAsync(Work work, MailingAudience audience) =>
        work.QueryAsync<Template>($"{Sql} where t.Audience = @audience and t.ClosedAt is null order by t.Name, t.Id", new { audience });

    public static Task<Template> GetAsync(Work work, Guid template) =>
        work.FindAsync<Template>($"{Sql} where t.Id = @template", new { template });

    /// <summary>What it said before, newest first.</summary>
    public static Task<IReadOnlyList<Earlier>> EarlierAsync(Work work, Guid template) =>
        work.QueryAsync<Earlier>(
            """
            select   v.Version, v.Name, v.Subject, v.Wording, p.DisplayName as Writer, v.WrittenAt
            from     MailingTemplateVersion v
            join     Person p on p.Id = v.WrittenBy
            where    v.TemplateId = @template
            order by v.Version desc
            """,
            new { template }
        );

    /// <summary>Whether another open template of the list has this name, in upper or lower case.</summary>
    internal static async Task<bool> IsTakenAsync(Work work, MailingAudience audience, string? name, Guid? template) =>
        await work.ScalarAsync<int>(
            $"select count(*) from MailingTemplate where Audience = @audience and lower(Name) = lower(@Name) and ClosedAt is null{(template is null ? "" : " and Id <> @template")}",
            new
            {
                audience,
                Name = (name ?? "").Trim(),
                template,
            }
        ) > 0;

    private const string Sql = """
        select    t.Id, t.Audience, t.Name, t.Subject, t.Wording, t.Version, p.DisplayName as Writer, t.WrittenAt, t.ClosedAt, q.DisplayName as Closer
        from      MailingTemplate t
        join      Person p on p.Id = t.WrittenBy
        left join Person q on q.Id = t.ClosedBy
        """;
}
