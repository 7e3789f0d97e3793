using Commissioning.Domain.Audit;
using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>The audit trail, newest first.</summary>
public static class AuditList
{
    /// <param name="subject">Only entries about this record.</param>
    public static ListDefinition Of(Guid? subject) =>
        new(
            "audit",
            "Audit trail",
            "e.SubjectId",
            subject is null ? "from AuditEntry e\nwhere 1 = 1" : "from AuditEntry e\nwhere e.SubjectId = @subject",
            "-number",
            [
                new("number", "Number", "e.Sequence") { Kind = ListColumnKind.Number, IsFiltered = true },
                new("at", "When (UK time)", "e.At")
                {
                    Kind = ListColumnKind.Time,
                    IsFiltered = true,
                    SortSql = "e.Sequence",
                },
                new("who", "Who", "e.ActorName") { IsSearched = true },
                new("what", "What", "e.Action")
                {
                    Kind = ListColumnKind.Choice,
                    IsFiltered = true,
                    IsSearched = true,
                    Choices = Enum.GetNames<AuditAction>(),
                    Words = ListWords.OfName,
                },
                new("details", "Details", "e.Detail") { IsSearched = true },
                new("subject", "Record", "cast(e.SubjectId as nvarchar(40))")
                {
                    Link = Links.Audit.Of,
                    IsSorted = false,
                    IsShown = false,
                },
            ]
        )
        {
            KeySql = "e.Sequence",
            Arguments = new { subject },
            CountSql = subject is null ? "select cast(Sequence as int) from AuditHead" : null,
            Unit = ("entry", "entries"),
            PageSize = 50,
        };
}
