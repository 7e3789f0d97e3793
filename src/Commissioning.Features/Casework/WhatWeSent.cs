using Commissioning.Features.Messages;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Every e-mail that was sent about a record and about all that hangs on it, newest first.</summary>
public static class WhatWeSent
{
    /// <summary>An organisation may have many; older ones are in the list of all e-mail.</summary>
    private const int Most = 100;

    /// <summary>About an application, its grant, claims, payments and returns.</summary>
    public static Task<IReadOnlyList<MessageQueries.SentMessage>> OfApplicationAsync(Work work, Guid application) =>
        work.QueryAsync<MessageQueries.SentMessage>(ListSql(ApplicationSql("@application")), new { application });

    /// <summary>About an organisation, on all its records, and all its applications.</summary>
    public static Task<IReadOnlyList<MessageQueries.SentMessage>> OfOrganisationAsync(Work work, Guid organisation) =>
        work.QueryAsync<MessageQueries.SentMessage>(
            ListSql(
                $"select b.Id from Organisation b where b.Id in {LinkedOrganisations.IdsSql("@organisation")} union {ApplicationSql($"select Id from Application where OrganisationId in {LinkedOrganisations.IdsSql("@organisation")}")}"
            ),
            new { organisation }
        );

    internal static string ApplicationSql(string which) =>
        $"""
            select a.Id from Application a where a.Id in ({which})
            union select w.Id from Award w where w.ApplicationId in ({which})
            union select c.Id from Claim c join Award w on w.Id = c.AwardId where w.ApplicationId in ({which})
            union select y.Id from Payment y join Award w on w.Id = y.AwardId where w.ApplicationId in ({which})
            union select t.Id from MonitoringReturn t join Award w on w.Id = t.AwardId where w.ApplicationId in ({which})
            """;

    private static string ListSql(string subjects) =>
        $"""
            select   x.Kind, x.Subject, x.ToAddress, x.State, x.CreatedAt, x.SentAt
            from     (select e.Kind, e.Subject, e.ToAddress, e.State, e.CreatedAt, e.SentAt, row_number() over (order by e.CreatedAt desc, e.Id) as RowNumber
                      from   OutboxEmail e
                      where  e.SubjectId in ({subjects})) x
            where    x.RowNumber <= {Most}
            order by x.RowNumber
            """;
}
