"""Organisations, and the places they belong to."""

from django.db import models

from core.models import ProposableTerm, Term


class Nation(Term):
    """One of the four nations of the United Kingdom."""


class Region(Term):
    """A region, for example one of NHS England's seven."""

    nation = models.ForeignKey(
        Nation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="regions",
        help_text="The nation it is part of.",
    )


class IntegratedCareSystem(Term):
    """An integrated care system, or a health board outside England."""

    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="integrated_care_systems",
        help_text="The region it is part of, if it has one.",
    )

    class Meta(Term.Meta):
        verbose_name = "integrated care system or health board"
        verbose_name_plural = "integrated care systems and health boards"


class Organisation(ProposableTerm):
    """A trust, board, university or other body that has a library or did the work."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        ACUTE = "acute", "Acute hospital trust"
        MENTAL_HEALTH = "mental-health", "Mental health trust"
        COMMUNITY = "community", "Community health trust"
        AMBULANCE = "ambulance", "Ambulance service"
        PRIMARY_CARE = "primary-care", "Primary care"
        COMMISSIONING = "commissioning", "Integrated care board or commissioner"
        PUBLIC_HEALTH = "public-health", "Public health team"
        HOSPICE = "hospice", "Hospice"
        SOCIAL_CARE = "social-care", "Social care provider"
        HIGHER_EDUCATION = "higher-education", "University or college"
        NATIONAL_BODY = "national-body", "National body"

    kind = models.CharField(
        max_length=20, choices=Kind, blank=True, help_text="What sort of body is it?"
    )
    nation = models.ForeignKey(
        Nation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
        help_text="The nation it is in.",
    )
    region = models.ForeignKey(
        Region,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
        help_text="The region it is in, if it has one.",
    )
    integrated_care_system = models.ForeignKey(
        IntegratedCareSystem,
        verbose_name="integrated care system or health board",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisations",
        help_text="The system or board it belongs to.",
    )
    url = models.URLField(
        "website", blank=True, help_text="The library's page if it has one."
    )
