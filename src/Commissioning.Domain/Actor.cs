namespace Commissioning.Domain;

/// <summary>Who does something: a person, or the portal itself for work that nobody started by hand.</summary>
public sealed record Actor(Guid Id, string Name)
{
    public static readonly Actor Portal = new(Guid.Empty, "The portal");
    public static readonly Actor Visitor = new(Guid.Empty, "A visitor");
}
