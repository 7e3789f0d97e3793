using Commissioning.Domain;

namespace Commissioning.Web;

/// <summary>The portal's clock. In Development it can be moved, so that a round can be run through in a minute; elsewhere it is the
/// machine's.</summary>
public sealed class PortalClock : TimeProvider
{
    private long offsetTicks;

    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref offsetTicks));
        set => Interlocked.Exchange(ref offsetTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    public void MoveTo(DateTime utc) => Offset = utc - System.GetUtcNow().UtcDateTime;

    /// <summary>Moves to a UK wall-clock time such as "2026-03-31 17:01".</summary>
    public void MoveTo(string london) =>
        MoveTo(
            LondonTime.ToUtc(
                DateOnly.Parse(london[..10], global::System.Globalization.CultureInfo.InvariantCulture),
                TimeOnly.Parse(london[11..], global::System.Globalization.CultureInfo.InvariantCulture)
            )
        );
}
