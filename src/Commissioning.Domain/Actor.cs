namespace Commissioning.Domain;

/// <summary>Who acts: a person, or the portal itself for scheduled work.</summary>
public sealed record Actor(Guid Id, string Name)
{
    public static readonly Actor Portal = new(Guid.Empty, "The portal");
    public static readonly Actor Visitor = new(Guid.Empty, "A visitor");
}
