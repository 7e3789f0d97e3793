namespace Commissioning.Web;

/// <summary>A page or file that shows what is published. Visitors and caches may keep it and ask each time whether it is still what we
/// show, so that what is taken down is gone at the next request.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RevalidatedAttribute : Attribute;
