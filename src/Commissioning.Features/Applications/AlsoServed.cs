using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The priorities that an application (a) serves beside its main one, which stays <c>Application.Priority</c>.</summary>
internal static class AlsoServed
{
    /// <summary>Their names in one text; null: none.</summary>
    public const string NamesSql = "(select string_agg(s.Name, '; ') from ApplicationPriority s where s.ApplicationId = a.Id)";

    /// <summary>The main priority and the others, as people read them.</summary>
    public const string InWordsSql =
        $"concat(a.Priority, (select max('; also ') from ApplicationPriority s where s.ApplicationId = a.Id), {NamesSql})";

    /// <summary>The others of a submitted application in the order of the form, one a line, for what is published: a round allows five at
    /// most
    /// with the main one, and neither engine has the other's way to order what it joins.</summary>
    public const string InOrderSql =
        $"concat((select s.Name {AtSql} 1), (select concat('\n', s.Name) {AtSql} 2), (select concat('\n', s.Name) {AtSql} 3), (select concat('\n', s.Name) {AtSql} 4))";

    /// <summary>The same after the main one.</summary>
    public const string AllInOrderSql = $"concat(a.Priority, '\n', {InOrderSql})";

    private const string AtSql = "from ApplicationPriority s where s.ApplicationId = a.Id and s.Position =";

    /// <summary>All of them, one a line; no name has a line break.</summary>
    public const string LinesSql =
        "concat(a.Priority, '\n', (select string_agg(s.Name, '\n') from ApplicationPriority s where s.ApplicationId = a.Id))";

    /// <summary>It serves one of these, as its main priority or beside it.</summary>
    /// <param name="names">Names of parameters, with commas between them.</param>
    public static string ServesSql(string names) =>
        $"(a.Priority in ({names}) or exists (select 1 from ApplicationPriority s where s.ApplicationId = a.Id and s.Name in ({names})))";

    public static Task<IReadOnlyList<string>> OfAsync(Work work, Guid application) =>
        work.QueryAsync<string>(
            "select Name from ApplicationPriority where ApplicationId = @application order by Position",
            new { application }
        );

    public static async Task WriteAsync(Work work, Guid application, IReadOnlyList<string> names)
    {
        await work.ExecuteAsync("delete from ApplicationPriority where ApplicationId = @application", new { application });
        await work.ExecuteAsync(
            "insert into ApplicationPriority (ApplicationId, Position, Name) values (@application, @Position, @name)",
            names.Select(
                (name, i) =>
                    new
                    {
                        application,
                        Position = i + 1,
                        name,
                    }
            )
        );
    }
}
