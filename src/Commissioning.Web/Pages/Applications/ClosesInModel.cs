using Commissioning.Domain;
using Commissioning.Domain.Applications;

namespace Commissioning.Web.Pages.Applications;

/// <summary>The countdown of the last hour, as it stands at this moment of the server's clock.</summary>
public sealed record ClosesInModel(DateTime ClosesAt, DateTime Now)
{
    /// <summary>Null outside the last hour.</summary>
    public int? Minutes => ClosingRules.MinutesLeft(ClosesAt, Now);
    public int SecondsLeft => (int)(ClosesAt - Now).TotalSeconds;
    public string Words => ClosingRules.InWords(Minutes ?? 0);
    public string At => LondonTime.Time(ClosesAt);
}
