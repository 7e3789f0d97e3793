namespace Commissioning.Domain.Publishing;

public enum ReleaseChange
{
    Added,
    Gone,
    Changed,
}
